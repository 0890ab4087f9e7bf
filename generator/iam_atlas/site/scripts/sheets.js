// The part of the script that most readers never need: loaded when somebody asks for help or saves a picture.

import { openSaving } from "./export.js";
import { openHelp } from "./help.js";
import { learnWords } from "./words.js";

dispatchEvent(new CustomEvent("iam-atlas-sheets", { detail: { learnWords, openHelp, openSaving } }));
