/** What all our mails are made of. */
import { Fragment, type ReactNode } from "react";
import { Body, Button, Head, Heading, Html, Img, Link, Preview } from "react-email";
import { absolute, type MailContext, type Words } from "@/lib/email/templates/context";

/** Colours of the dashboard (app/globals.css), written out because mail programs know no variables. */
const light = {
  page: "#f5f0ea",
  card: "#fffefd",
  sunken: "#fcf9f4",
  ink: "#112124",
  soft: "#5c6b6c",
  line: "#e4dfd8",
  jade: "#075f4c",
  onJade: "#fbfdf5",
  jadeInk: "#004c3d",
  lantern: "#f28026",
  lanternSoft: "#ffedd6",
  lanternInk: "#8d4014",
  track: "#f5f0ea",
} as const;
type Colours = Record<keyof typeof light, string>;
const dark: Colours = {
  page: "#0a1314",
  card: "#172426",
  sunken: "#111c1d",
  ink: "#f2eee7",
  soft: "#b9b8ae",
  line: "#2f3d3e",
  jade: "#67caa7",
  onJade: "#001916",
  jadeInk: "#8bdbbc",
  lantern: "#f89d4b",
  lanternSoft: "#3f2813",
  lanternInk: "#fcc181",
  track: "#243334",
};

/** No web fonts: fetching one would tell somebody that the mail was opened. */
export const fonts = {
  text: "'Be Vietnam Pro', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  display: "Fraunces, Georgia, 'Times New Roman', serif",
  mono: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
} as const;

/** Which class turns which property dark. */
const tones: Record<string, (c: Colours) => string> = {
  page: (c) => `background-color: ${c.page} !important;`,
  card: (c) => `background-color: ${c.card} !important; border-color: ${c.line} !important;`,
  sunken: (c) => `background-color: ${c.sunken} !important; border-color: ${c.line} !important;`,
  ink: (c) => `color: ${c.ink} !important;`,
  soft: (c) => `color: ${c.soft} !important;`,
  line: (c) => `border-color: ${c.line} !important;`,
  button: (c) =>
    `background-color: ${c.jade} !important; border-color: ${c.jade} !important; color: ${c.onJade} !important;`,
  link: (c) => `color: ${c.jadeInk} !important;`,
  quote: (c) => `border-color: ${c.lantern} !important;`,
  note: (c) => `background-color: ${c.lanternSoft} !important; color: ${c.lanternInk} !important;`,
  bar: (c) => `background-color: ${c.jade} !important;`,
  track: (c) => `background-color: ${c.track} !important;`,
};
const darkRules = (prefix: string) =>
  Object.entries(tones)
    .map(([name, rule]) => `${prefix}.tb-${name} { ${rule(dark)} }`)
    .join("\n");

/** Programs that know the wish for darkness get our dark colours, and phones less margin. */
const sheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
${darkRules("")}
}
@media (max-width: 599px) {
.tb-body { padding: 16px 8px 24px !important; }
.tb-inside { padding: 28px 20px 14px !important; }
.tb-title { font-size: 23px !important; line-height: 30px !important; }
.tb-half { display: block !important; width: 100% !important; padding: 0 0 10px !important; box-sizing: border-box !important; }
}`;

/**
 * Outlook on the web and on phones marks what it has darkened with attributes of its own. In a sheet
 * of its own: Gmail, which knows no such selectors, may drop a sheet that has one. Elsewhere the
 * light colours are shown, which stay readable where a program inverts them by itself.
 */
const outlookSheet = `
${darkRules("[data-ogsb] ")}
${darkRules("[data-ogsc] ")}`;

const text = {
  fontFamily: fonts.text,
  color: light.ink,
  fontSize: "16px",
  lineHeight: "26px",
  margin: "0 0 16px",
} as const;
const small = { ...text, color: light.soft, fontSize: "13px", lineHeight: "20px" } as const;

const shared: Words<{ tagline: string; copy: string }> = {
  en: {
    tagline: "Travel Buddy, for the places worth the journey",
    copy: "If the button does nothing, open this address in your browser:",
  },
  vi: {
    tagline: "Travel Buddy, cho những nơi đáng để đến",
    copy: "Nếu nút không hoạt động, bạn hãy mở địa chỉ này trong trình duyệt:",
  },
};

type FrameProps = MailContext & {
  /** What the list of mails shows beside the subject. */
  preview: string;
  title: string;
  /** Why the reader gets this mail. */
  reason: ReactNode;
  children: ReactNode;
};

/** Rows of one cell: what Outlook lays out reliably. */
function Table({ children, ...rest }: { children: ReactNode } & React.ComponentProps<"table">) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} border={0} {...rest}>
      <tbody>{children}</tbody>
    </table>
  );
}

/** The sheet of paper all our mails are written on. */
export function Frame({ language, appUrl, preview, title, reason, children }: FrameProps) {
  return (
    <Html lang={language}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <title>{title}</title>
        <style>{sheet}</style>
        <style>{outlookSheet}</style>
      </Head>
      <Body
        lang={language}
        className="tb-page"
        style={{ backgroundColor: light.page, margin: 0, padding: 0 }}
      >
        <Preview useTitleTag={false}>{preview}</Preview>
        <Table width="100%" className="tb-page" style={{ backgroundColor: light.page }}>
          <tr>
            <td align="center" className="tb-body" style={{ padding: "32px 12px 40px" }}>
              <Table width={560} style={{ width: "100%", maxWidth: "560px" }}>
                <tr data-skip-in-text="true">
                  <td align="left" style={{ padding: "0 4px 16px" }}>
                    <Mark appUrl={appUrl} />
                  </td>
                </tr>
                <tr>
                  <td
                    align="left"
                    className="tb-card tb-inside"
                    style={{
                      backgroundColor: light.card,
                      border: `1px solid ${light.line}`,
                      borderRadius: "18px",
                      padding: "40px 40px 22px",
                    }}
                  >
                    <Heading
                      as="h1"
                      className="tb-ink tb-title"
                      style={{
                        color: light.ink,
                        fontFamily: fonts.display,
                        fontSize: "27px",
                        fontWeight: 500,
                        letterSpacing: "-0.01em",
                        lineHeight: "34px",
                        margin: "0 0 18px",
                        wordBreak: "break-word",
                      }}
                    >
                      {title}
                    </Heading>
                    {children}
                  </td>
                </tr>
                <tr>
                  <td align="left" style={{ padding: "20px 4px 0" }}>
                    <p className="tb-soft" style={{ ...small, margin: "0 0 8px" }}>
                      {reason}
                    </p>
                    <p className="tb-soft" style={{ ...small, margin: 0 }}>
                      {shared[language].tagline}
                    </p>
                  </td>
                </tr>
              </Table>
            </td>
          </tr>
        </Table>
      </Body>
    </Html>
  );
}

/** The mark and the name. The picture is the same for everybody and says nothing about the mail. */
function Mark({ appUrl }: { appUrl: string }) {
  return (
    <Table>
      <tr>
        <td style={{ paddingRight: "10px" }}>
          <Img
            src={`${appUrl}/mail/mark.png`}
            alt=""
            width={32}
            height={32}
            style={{ display: "block", border: 0 }}
          />
        </td>
        <td
          className="tb-ink"
          style={{
            color: light.ink,
            fontFamily: fonts.display,
            fontSize: "19px",
            lineHeight: "32px",
          }}
        >
          Travel Buddy
        </td>
      </tr>
    </Table>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <p className="tb-ink" style={{ ...text, wordBreak: "break-word" }}>
      {children}
    </p>
  );
}

export function Subheading({ children }: { children: string }) {
  return (
    <Heading
      as="h2"
      className="tb-ink"
      style={{
        color: light.ink,
        fontFamily: fonts.text,
        fontSize: "16px",
        fontWeight: 600,
        lineHeight: "24px",
        margin: "28px 0 10px",
      }}
    >
      {children}
    </Heading>
  );
}

export function Small({ children }: { children: ReactNode }) {
  return (
    <p className="tb-soft" style={{ ...small, margin: "0 0 12px" }}>
      {children}
    </p>
  );
}

export function TextLink({
  appUrl,
  to,
  children,
}: {
  appUrl: string;
  to: string;
  children: string;
}) {
  return (
    <Link
      href={absolute(appUrl, to)}
      className="tb-link"
      style={{ color: light.jadeInk, textDecoration: "underline" }}
    >
      {children}
    </Link>
  );
}

/** Text as it was typed, line by line. */
export function Lines({ children }: { children: string }) {
  return children.split(/\r\n|\r|\n/).map((line, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
    <Fragment key={place}>
      {place > 0 ? <br /> : null}
      {line}
    </Fragment>
  ));
}

/** Somebody else's words. */
export function Quote({ children }: { children: string }) {
  return (
    <Table width="100%" style={{ margin: "0 0 20px" }}>
      <tr>
        <td
          className="tb-sunken tb-quote tb-ink"
          style={{
            ...text,
            backgroundColor: light.sunken,
            borderLeft: `3px solid ${light.lantern}`,
            borderRadius: "0 10px 10px 0",
            padding: "12px 16px",
            wordBreak: "break-word",
          }}
        >
          <Lines>{children}</Lines>
        </td>
      </tr>
    </Table>
  );
}

type ActionProps = MailContext & {
  to: string;
  children: string;
  /** Also writes the address out, for programs that break buttons. */
  spelledOut?: boolean;
};

/** What to do next. The cell is coloured as well as the link: Outlook paints the one, others the other. */
export function Action({ appUrl, language, to, children, spelledOut }: ActionProps) {
  const href = absolute(appUrl, to);
  // React's types do not know the attribute any more; old Outlook knows nothing else.
  const ground = { bgcolor: light.jade };
  return (
    <>
      <Table style={{ margin: "24px 0 20px" }}>
        <tr>
          <td
            align="center"
            className="tb-button"
            {...ground}
            style={{ backgroundColor: light.jade, borderRadius: "12px" }}
          >
            <Button
              href={href}
              className="tb-button"
              data-action="true"
              style={{
                backgroundColor: light.jade,
                borderRadius: "12px",
                color: light.onJade,
                fontFamily: fonts.text,
                fontSize: "16px",
                fontWeight: 600,
                padding: "14px 24px",
              }}
            >
              {children}
            </Button>
          </td>
        </tr>
      </Table>
      {spelledOut ? (
        <div data-skip-in-text="true">
          <p className="tb-soft" style={{ ...small, margin: "0 0 20px", wordBreak: "break-all" }}>
            {shared[language].copy}{" "}
            <Link
              href={href}
              className="tb-link"
              style={{ color: light.jadeInk, textDecoration: "underline" }}
            >
              {href}
            </Link>
          </p>
        </div>
      ) : null}
    </>
  );
}

/** Six digits to type. */
export function Code({ children }: { children: string }) {
  return (
    <Table width="100%" style={{ margin: "0 0 16px" }}>
      <tr>
        <td
          align="center"
          className="tb-sunken tb-ink"
          style={{
            backgroundColor: light.sunken,
            border: `1px solid ${light.line}`,
            borderRadius: "12px",
            color: light.ink,
            fontFamily: fonts.mono,
            fontSize: "30px",
            fontWeight: 600,
            letterSpacing: "8px",
            lineHeight: "38px",
            // The spacing after the last digit is evened out.
            padding: "16px 8px 16px 16px",
          }}
        >
          {children}
        </td>
      </tr>
    </Table>
  );
}

/** Names and what they are: when, where. */
export function Facts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <Table
      width="100%"
      className="tb-sunken"
      style={{
        backgroundColor: light.sunken,
        border: `1px solid ${light.line}`,
        borderRadius: "12px",
        borderCollapse: "separate",
        margin: "0 0 20px",
        padding: "8px 16px",
      }}
    >
      {facts.map(([name, value]) => (
        <tr key={name}>
          <td
            className="tb-ink"
            style={{
              ...text,
              margin: 0,
              padding: "6px 0",
              fontSize: "15px",
              lineHeight: "22px",
              wordBreak: "break-word",
            }}
          >
            <span className="tb-soft" style={{ color: light.soft }}>{`${name}: `}</span>
            {value}
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** What to do first, second, third. */
export function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <Table width="100%" style={{ margin: "0 0 4px" }}>
      {steps.map((step, place) => (
        <tr key={step}>
          <td className="tb-ink" style={{ ...text, margin: 0, padding: "0 0 12px" }}>
            <span
              className="tb-link"
              style={{ color: light.jadeInk, fontFamily: fonts.display, fontSize: "19px" }}
            >
              {`${place + 1}.`}
            </span>
            {` ${step}`}
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** Figures beside one another, two in a row; below one another on a phone. */
export function Figures({
  figures,
}: {
  figures: readonly { name: string; value: string; more: string }[];
}) {
  const rows = [];
  for (let start = 0; start < figures.length; start += 2)
    rows.push(figures.slice(start, start + 2));
  return (
    <Table width="100%">
      {rows.map((row) => (
        <tr key={row[0]?.name}>
          {row.map(({ name, value, more }, place) => (
            <td
              key={name}
              width={row.length === 1 ? "100%" : "50%"}
              colSpan={row.length === 1 ? 2 : 1}
              valign="top"
              className="tb-half"
              style={{
                padding: place ? "0 0 10px 5px" : row.length === 1 ? "0 0 10px" : "0 5px 10px 0",
              }}
            >
              <Table
                width="100%"
                className="tb-sunken"
                style={{
                  backgroundColor: light.sunken,
                  border: `1px solid ${light.line}`,
                  borderCollapse: "separate",
                  borderRadius: "12px",
                }}
              >
                <tr>
                  <td style={{ padding: "12px 16px 14px" }}>
                    <div className="tb-soft" style={{ ...small, margin: 0 }}>
                      {name}
                    </div>
                    <div
                      className="tb-ink"
                      style={{
                        color: light.ink,
                        fontFamily: fonts.display,
                        fontSize: "26px",
                        lineHeight: "34px",
                      }}
                    >
                      {value}
                    </div>
                    <div className="tb-soft" style={{ ...small, margin: 0 }}>
                      {more}
                    </div>
                  </td>
                </tr>
              </Table>
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

/** Bars made of cells: mail programs draw neither SVG nor canvas. */
export function Bars({
  bars,
}: {
  bars: readonly { name: string; value: number; label: string }[];
}) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const height = 84;
  return (
    <Table width="100%" data-bars={bars.map(({ name, label }) => `${name}: ${label}`).join(", ")}>
      <tr>
        {bars.map(({ name, value, label }) => (
          <td
            key={name}
            align="center"
            valign="bottom"
            width={`${Math.floor(100 / bars.length)}%`}
            style={{ height: `${height + 20}px`, padding: "0 3px", verticalAlign: "bottom" }}
          >
            <div
              className="tb-soft"
              style={{ ...small, fontSize: "12px", lineHeight: "18px", margin: 0 }}
            >
              {label}
            </div>
            <Table width="100%" style={{ maxWidth: "44px" }} align="center">
              <tr>
                <td
                  className={value ? "tb-bar" : "tb-track"}
                  {...{ bgcolor: value ? light.jade : light.line }}
                  height={value ? Math.max(4, Math.round((value / most) * height)) : 2}
                  style={{
                    backgroundColor: value ? light.jade : light.line,
                    borderRadius: value ? "5px 5px 0 0" : 0,
                    fontSize: "1px",
                    lineHeight: "1px",
                    height: `${value ? Math.max(4, Math.round((value / most) * height)) : 2}px`,
                  }}
                >
                  &nbsp;
                </td>
              </tr>
            </Table>
          </td>
        ))}
      </tr>
      <tr>
        {bars.map(({ name }) => (
          <td
            key={name}
            align="center"
            className="tb-soft tb-line"
            style={{
              ...small,
              borderTop: `1px solid ${light.line}`,
              fontSize: "12px",
              margin: 0,
              padding: "4px 0 0",
            }}
          >
            {name}
          </td>
        ))}
      </tr>
    </Table>
  );
}

/** A line of a list, with somewhere to go. */
export function Item({ children, more }: { children: ReactNode; more?: ReactNode }) {
  return (
    <Table width="100%" style={{ margin: "0 0 12px" }}>
      <tr>
        <td
          className="tb-ink"
          style={{
            ...text,
            fontSize: "15px",
            lineHeight: "23px",
            margin: 0,
            wordBreak: "break-word",
          }}
        >
          {children}
        </td>
      </tr>
      {more ? (
        <tr>
          <td className="tb-soft" style={{ ...small, margin: 0, wordBreak: "break-word" }}>
            {more}
          </td>
        </tr>
      ) : null}
    </Table>
  );
}
