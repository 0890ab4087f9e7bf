"""Sentences of a full-width script, with gaps that half-width or full-width text fills."""

import pytest

from iam_atlas.wording.spacing import fill_full_width, in_a_row

FILLED = {
    "half-width is set apart": (
        "ロール {name} の信頼ポリシー",
        {"name": "developer"},
        "ロール developer の信頼ポリシー",
    ),
    "full-width is not": ("ロール {name} の信頼ポリシー", {"name": "開発者"}, "ロール開発者の信頼ポリシー"),
    "each side by itself": ("{subject} が {value}", {"subject": "外部 ID", "value": "同じ"}, "外部 ID が同じ"),
    "at the start and the end": ("{a} と {b}", {"a": "組織", "b": "役割"}, "組織と役割"),
    "two gaps side by side": ("{a} {b}", {"a": "組織", "b": "役割"}, "組織役割"),
    "a full-width bracket counts as full-width": ("名前 {name} です", {"name": "「x」"}, "名前「x」です"),
    "half-width is not set apart from the brackets of a quotation": (
        "OU {name} の {key} GitHub",
        {"name": "「Core」", "key": "「id」"},
        "OU「Core」の「id」GitHub",
    ),
    "nor is a colon": ("環境: {name}", {"name": "「dev」"}, "環境:「dev」"),
    "spaces inside a value stay": ("名前は {name} です", {"name": "山田 太郎"}, "名前は山田 太郎です"),
    "spaces between half-width words stay": ("{a} {b}", {"a": "MFA", "b": "age"}, "MFA age"),
    "braces in values are no gaps": ("値 {value} です", {"value": "{x}"}, "値 {x} です"),
    "doubled braces are braces": ("{{{value}}}", {"value": "x"}, "{x}"),
    "what is no text": ("{count} 件", {"count": 3}, "3 件"),
    "nothing is set apart from a comma": ("なら、 {name} です", {"name": "MFA"}, "なら、MFA です"),
    "nor before one": ("{name} 、次に", {"name": "MFA"}, "MFA、次に"),
    "nor from a value's own full stop": ("{one} {other}", {"one": "一。", "other": "MFA"}, "一。MFA"),
}


@pytest.mark.parametrize(("form", "values", "said"), FILLED.values(), ids=FILLED.keys())
def test_a_space_stays_only_where_half_width_text_needs_it(form: str, values: dict[str, object], said: str) -> None:
    assert fill_full_width(form, values) == said


def test_markup_is_no_neighbour() -> None:
    def without_stars(part: str) -> str:
        return part.replace("*", "")

    assert fill_full_width("ロール {name} です", {"name": "**開発者**"}, without_stars) == "ロール**開発者**です"
    assert fill_full_width("ロール {name} です", {"name": "**dev**"}, without_stars) == "ロール **dev** です"


def test_sentences_in_a_row_are_not_set_apart_where_a_full_stop_ends_one() -> None:
    assert in_a_row(("一つ目です。", "", "MFA です。", "dev", "prod")) == "一つ目です。MFA です。dev prod"


def test_a_gap_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill_full_width("{name} です", {})
