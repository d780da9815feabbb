// Presses and forms about questions of a team's own. What they name is looked up in the workspace they came from.
import type { Response } from "../../core/message/message.ts";
import type { IncomingAction, IncomingForm } from "../../ports/platform.ts";
import type { World } from "../world.ts";
import { openFlag, submitFlag } from "./flag.ts";
import { reopenMend, submitMend } from "./mend.ts";
import { pressFlagged } from "./press-flagged.ts";
import { turnReview } from "./review.ts";
import { saveSuggestion } from "./suggest.ts";
import { pressSuggestion, submitSuggestion } from "./suggestion.ts";

/** Carries a press out; null for one that is about something else. */
export function pressBank(world: World, action: IncomingAction): Promise<Response> | null {
  const [name = "", which = "", what = ""] = action.action.split("/");
  switch (name) {
    case "review":
      return turnReview(world, action, which);
    case "suggestion":
      return pressSuggestion(world, action, which, what);
    case "flag":
      return openFlag(world, action, which);
    case "flagged":
      return pressFlagged(world, action, which, what);
    case "mend":
      return reopenMend(world, action, which);
    default:
      return null;
  }
}

/** Takes a form in; null for one that is about something else. */
export function submitBankForm(world: World, form: IncomingForm): Promise<Response> | null {
  const [name = "", which = "", what = ""] = form.form.split("/");
  switch (name) {
    case "suggest":
      return saveSuggestion(world, form);
    case "suggestion":
      return submitSuggestion(world, form, which, what);
    case "flag":
      return submitFlag(world, form, which);
    case "mend":
      return submitMend(world, form, which);
    default:
      return null;
  }
}
