/** What all our mails are made of. */
import type { ReactNode } from "react";
import { Body, Container, Head, Heading, Hr, Html, Link, Preview, Text } from "react-email";
import { absolute, type MailContext } from "@/lib/email/templates/context";

/** Colours of the dashboard (app/globals.css), written out for mail programs: light first. */
const light = {
  page: "#f5f0ea",
  card: "#fffefd",
  ink: "#112124",
  soft: "#5c6b6c",
  line: "#e4dfd8",
  jade: "#075f4c",
  onJade: "#fbfdf5",
  quote: "#f28026",
  sunken: "#f5f0ea",
};
const dark = {
  page: "#060d0e",
  card: "#111c1d",
  ink: "#f2eee7",
  soft: "#989d94",
  line: "#263233",
  jade: "#67caa7",
  onJade: "#001916",
  sunken: "#060d0e",
};

const fonts = "'Be Vietnam Pro', 'Segoe UI', Helvetica, Arial, sans-serif";

const styles = {
  body: { backgroundColor: light.page, fontFamily: fonts, margin: 0, padding: "24px 12px" },
  card: {
    backgroundColor: light.card,
    border: `1px solid ${light.line}`,
    borderRadius: "14px",
    maxWidth: "560px",
    padding: "32px",
  },
  heading: { color: light.ink, fontSize: "22px", lineHeight: "30px", margin: "0 0 16px" },
  text: { color: light.ink, fontSize: "16px", lineHeight: "26px", margin: "0 0 16px" },
  soft: { color: light.soft, fontSize: "14px", lineHeight: "22px", margin: "0 0 8px" },
  line: { borderColor: light.line, margin: "24px 0 16px" },
} as const;

/** Mail programs that know the wish for darkness; the others show the light colours. */
const darkStyles = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page { background-color: ${dark.page} !important; }
    .card { background-color: ${dark.card} !important; border-color: ${dark.line} !important; }
    .ink { color: ${dark.ink} !important; }
    .soft { color: ${dark.soft} !important; }
    .line { border-color: ${dark.line} !important; }
    .sunken { background-color: ${dark.sunken} !important; }
    .jade { background-color: ${dark.jade} !important; color: ${dark.onJade} !important; }
  }`;

type FrameProps = MailContext & {
  /** What the list of mails shows beside the subject. */
  preview: string;
  title: string;
  /** Why the reader gets this mail. */
  reason: string;
  children: ReactNode;
};

/** The sheet of paper all our mails are written on. */
export function Frame({ language, preview, title, reason, children }: FrameProps) {
  return (
    <Html lang={language}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyles}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body className="page" style={styles.body}>
        <Container className="card" style={styles.card}>
          <Heading as="h1" className="ink" style={styles.heading}>
            {title}
          </Heading>
          {children}
          <Hr className="line" style={styles.line} />
          <Small>{reason}</Small>
          <Small>Travel Buddy</Small>
        </Container>
      </Body>
    </Html>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={styles.text}>
      {children}
    </Text>
  );
}

export function Small({ children }: { children: ReactNode }) {
  return (
    <Text className="soft" style={styles.soft}>
      {children}
    </Text>
  );
}

/** Somebody else's words, line breaks kept. */
export function Quote({ children }: { children: string }) {
  return (
    <Text
      className="ink"
      style={{
        ...styles.text,
        borderLeft: `3px solid ${light.quote}`,
        paddingLeft: "16px",
        whiteSpace: "pre-line",
      }}
    >
      {children}
    </Text>
  );
}

/** What to do next. */
export function Action({ appUrl, to, children }: { appUrl: string; to: string; children: string }) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} border={0}>
      <tbody>
        <tr>
          <td className="jade" style={{ backgroundColor: light.jade, borderRadius: "8px" }}>
            <Link
              href={absolute(appUrl, to)}
              className="jade"
              style={{
                backgroundColor: light.jade,
                border: `12px solid ${light.jade}`,
                borderRadius: "8px",
                color: light.onJade,
                display: "inline-block",
                fontFamily: fonts,
                fontSize: "16px",
                fontWeight: 600,
                textDecoration: "none",
              }}
            >
              {children}
            </Link>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** Six digits to type. */
export function Code({ children }: { children: string }) {
  return (
    <Text
      className="ink sunken"
      style={{
        ...styles.text,
        backgroundColor: light.sunken,
        borderRadius: "10px",
        fontFamily: "ui-monospace, Menlo, Consolas, monospace",
        fontSize: "30px",
        letterSpacing: "6px",
        lineHeight: "38px",
        padding: "14px 16px",
        textAlign: "center",
      }}
    >
      {children}
    </Text>
  );
}

/** Names and what they are: when, where. */
export function Facts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return facts.map(([name, value]) => (
    <Text key={name} className="ink" style={styles.text}>
      {`${name}: ${value}`}
    </Text>
  ));
}
