import { unstable_rethrow as rethrowNavigation } from "next/navigation";
import { type ActionState, failure } from "@/lib/api/action-state";

/**
 * Calls a server action from an event. What goes wrong on the way (no network, a failure nobody
 * expected) comes back as a failure too: left to itself it would replace the page, and with it
 * everything the person has typed.
 */
export async function callAction<T>(run: () => Promise<ActionState<T>>): Promise<ActionState<T>> {
  try {
    return await run();
  } catch (error) {
    rethrowNavigation(error);
    return failure("That did not get through. Nothing is lost: please try again.");
  }
}
