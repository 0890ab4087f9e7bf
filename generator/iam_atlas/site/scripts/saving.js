// The part of the script that saves pictures: loaded when somebody saves one.

import { save } from "./export.js";

dispatchEvent(new CustomEvent("iam-atlas-export", { detail: { save } }));
