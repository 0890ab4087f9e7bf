// The part of the script that finds ways: loaded when somebody asks for one.

import { answerOf } from "./finder.js";
import { startFinderPage } from "./page.js";
import { learnWords } from "./words.js";

dispatchEvent(new CustomEvent("iam-atlas-answers", { detail: { learnWords, answerOf, startFinderPage } }));
