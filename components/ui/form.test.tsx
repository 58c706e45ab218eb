// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useActionState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { type ActionState, failure, fieldErrors, idle, success } from "@/lib/api/action-state";
import { Form } from "./form";
import { FormMessage } from "./form-message";
import { SubmitButton } from "./submit-button";
import { TextField } from "./text-field";

afterEach(cleanup);

type Action = (before: ActionState, data: FormData) => Promise<ActionState>;

function NameForm({ action }: { action: Action }) {
  const [state, submit, pending] = useActionState(action, idle);
  return (
    <Form action={submit} state={state} pending={pending}>
      <FormMessage state={state} />
      <TextField name="note" label="Note" optional />
      <TextField
        name="name"
        label="Name"
        hint="As travellers know it."
        counter={10}
        errors={fieldErrors(state, "name")}
      />
      <SubmitButton>Save name</SubmitButton>
    </Form>
  );
}

describe("Form", () => {
  it("keeps what was typed when the action fails, and leads to the wrong field", async () => {
    const person = userEvent.setup();
    render(
      <NameForm
        action={async () => failure("Check the marked field.", { name: ["Taken already."] })}
      />,
    );
    await person.type(screen.getByLabelText(/Note/), "by the river");
    await person.type(screen.getByLabelText("Name"), "Nordwind");
    await person.click(screen.getByRole("button", { name: "Save name" }));

    expect((await screen.findByRole("alert")).textContent).toBe("Check the marked field.");
    const name = screen.getByLabelText<HTMLInputElement>("Name");
    expect(name.value).toBe("Nordwind");
    expect(screen.getByLabelText<HTMLInputElement>(/Note/).value).toBe("by the river");
    expect(document.activeElement).toBe(name);
    expect(name.getAttribute("aria-invalid")).toBe("true");
    const described = name.getAttribute("aria-describedby")?.split(" ") ?? [];
    expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual([
      "Taken already.",
      "As travellers know it.",
      "8/ of 10 characters",
    ]);
  });

  it("sends once, however often the button is pressed while it waits", async () => {
    const person = userEvent.setup();
    const sent: string[] = [];
    let finish = () => {};
    const action: Action = (_before, data) => {
      sent.push(String(data.get("name")));
      return new Promise((resolve) => {
        finish = () => resolve(success(undefined));
      });
    };
    render(<NameForm action={action} />);
    await person.type(screen.getByLabelText("Name"), "Nordwind");
    const button = screen.getByRole("button", { name: "Save name" });
    await person.click(button);
    await waitFor(() => expect(button.getAttribute("aria-busy")).toBe("true"));
    await person.click(button);
    finish();

    expect((await screen.findByRole("status")).textContent).toBe("Saved");
    expect(sent).toEqual(["Nordwind"]);
  });
});
