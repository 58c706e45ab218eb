import type { ReactNode } from "react";
import { Body, Container, Head, Heading, Hr, Html, Preview, Text } from "react-email";

/** Colours of the dashboard, as mail programs take them: written out, light first. */
const light = {
  page: "#f6f1e7",
  card: "#fffdf8",
  ink: "#22323a",
  soft: "#5d6b70",
  line: "#e4dccd",
};
const dark = { page: "#131b1f", card: "#1c272c", ink: "#eef1ee", soft: "#a9b5b6", line: "#33424a" };
const accent = "#b4472b";

const fonts = "'Be Vietnam Pro', 'Segoe UI', Helvetica, Arial, sans-serif";

const styles = {
  body: { backgroundColor: light.page, fontFamily: fonts, margin: 0, padding: "24px 12px" },
  card: {
    backgroundColor: light.card,
    border: `1px solid ${light.line}`,
    borderRadius: "12px",
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
  }`;

type FrameProps = { preview: string; title: string; footer: string; children: ReactNode };

/** What all our mails look like. */
export function Frame({ preview, title, footer, children }: FrameProps) {
  return (
    <Html lang="en">
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
          <Soft>{footer}</Soft>
          <Soft>Travel Buddy</Soft>
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

function Soft({ children }: { children: ReactNode }) {
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
      className="ink line"
      style={{
        ...styles.text,
        borderLeft: `3px solid ${accent}`,
        paddingLeft: "16px",
        whiteSpace: "pre-line",
      }}
    >
      {children}
    </Text>
  );
}

export const buttonStyle = {
  backgroundColor: accent,
  borderRadius: "8px",
  color: "#ffffff",
  display: "inline-block",
  fontFamily: fonts,
  fontSize: "16px",
  fontWeight: 600,
  margin: "0 0 16px",
  padding: "12px 20px",
} as const;
