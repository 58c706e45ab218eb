import { translations } from "./data/translations.ts";
import { experiences } from "./experiences.ts";
import { companyIds, experienceId, personId, seedId } from "./ids.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What two travellers asked the assistant. `day`: days ago; the messages follow by the minute. */
const chats: readonly {
  who: string;
  title: string;
  day: number;
  messages: readonly (readonly ["user" | "assistant", string])[];
}[] = [
  {
    who: "amina",
    title: "A first morning in Saigon",
    day: 9.3,
    messages: [
      ["user", "I land at five in the morning. What is open that early in Ho Chi Minh City?"],
      [
        "assistant",
        "The food counters at Bến Thành Market start at six. Leave your bag, have a bowl of bún riêu, and be done before nine, when the aisles fill up.",
      ],
      ["user", "And somewhere to sit afterwards?"],
      [
        "assistant",
        "Fifteen minutes on foot: the park opposite Notre-Dame. Order a cà phê bệt from a cart and you get a sheet of newspaper to sit on.",
      ],
    ],
  },
  {
    who: "diego",
    title: "Belém with low water",
    day: 4.6,
    messages: [
      ["user", "¿A qué hora voy a la Torre de Belém para la foto con el reflejo?"],
      [
        "assistant",
        "Con marea baja, mejor si coincide con la puesta de sol. Mira la tabla de mareas y ponte en los escalones al oeste de la pasarela.",
      ],
    ],
  },
];

export const threadRows = (anchor: Date) =>
  chats.map(({ who, title, day }) => ({
    id: seedId("chat", title),
    user_id: personId(who),
    title,
    created_at: new Date(anchor.getTime() - day * DAY),
  }));

export const messageRows = (anchor: Date) =>
  chats.flatMap(({ title, day, messages }) =>
    messages.map(([role, content], i) => ({
      id: seedId("chat-message", `${title}/${i}`),
      thread_id: seedId("chat", title),
      role,
      content,
      created_at: new Date(anchor.getTime() - day * DAY + (i + 1) * MINUTE),
    })),
  );

/** Each place itself, and its activities. */
export function translationRows(anchor: Date) {
  const owners = new Map(experiences.map((e) => [e.slug, companyIds[e.company]]));
  return translations.flatMap(({ slug, language, activities, questions, ...place }) => {
    const row = (key: string, parts: object) => ({
      id: seedId("translation", `${slug}/${language}/${key}`),
      experience_id: experienceId(slug),
      activity_id: null,
      language,
      name: null,
      description: null,
      thumbnail_description: null,
      address: null,
      highlights: null,
      default_questions: null,
      owned_by: owners.get(slug) ?? null,
      created_at: new Date(anchor.getTime() - 6 * DAY),
      ...parts,
    });
    return [
      row("place", {
        name: place.name,
        description: place.description,
        thumbnail_description: place.short,
        address: place.address,
        default_questions: [...questions],
      }),
      ...activities.map(({ title, short, highlights }, i) =>
        row(String(i), {
          activity_id: seedId("activity", `${slug}/${i}`),
          name: title,
          thumbnail_description: short,
          highlights: [...highlights],
        }),
      ),
    ];
  });
}
