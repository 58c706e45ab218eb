/** Challenges of the demo companies, and who took them. Days count back from the load. */
import type { CompanyKey } from "../types.ts";

export type StepSeed = {
  title: string;
  instructions: string;
  proof: "self" | "qr" | "pin" | "geo" | "quiz" | "photo" | "story";
  /** The experience it happens at; a step on the map stands at its place. */
  slug?: string;
  radius?: number;
  question?: string;
  choices?: readonly string[];
  answer?: string;
};

export type RewardSeed = {
  key: string;
  name: string;
  description: string;
  type: string;
  amount: string;
  stock?: number;
  validDays?: number;
};

/** Somebody's walk: how many steps they did, and whether they fetched what they earned. */
export type WalkSeed = {
  by: string;
  day: number;
  steps: number;
  /** The last one is a photo nobody has looked at yet. */
  pending?: boolean;
  /** Days until they came for the first reward. */
  redeemed?: number;
  /** Why it was withdrawn. */
  voided?: string;
};

export type ChallengeSeed = {
  key: string;
  company: CompanyKey;
  by: string;
  title: string;
  description: string;
  theme: string;
  schedule: string;
  /** The experience whose picture it shows. */
  cover: string;
  status: "PASSIVE" | "ACTIVE" | "ARCHIVED";
  age: number;
  /** Days before the load on which it ended. */
  ended?: number;
  steps: readonly StepSeed[];
  rewards: readonly RewardSeed[];
  walks: readonly WalkSeed[];
};

export const challenges: readonly ChallengeSeed[] = [
  {
    key: "saigon-before-lunch",
    company: "saigon",
    by: "saigon-editor",
    title: "Saigon before lunch",
    description:
      "Four kilometres, five stops, one postcard. Begin at the market while the soup is still being ladled, cross the square with the red cathedral and end among incense and turtles. Most people need three hours and one coffee.",
    theme: "City walk",
    schedule: "Every day, 7:00 to 12:00",
    cover: "ben-thanh-market",
    status: "ACTIVE",
    age: 96,
    steps: [
      {
        title: "Eat where the market eats",
        instructions:
          "Find counter 1042 in the south-west corner and scan the card beside the chopsticks.",
        proof: "qr",
        slug: "ben-thanh-market",
      },
      {
        title: "Stand before the gate the tank broke",
        instructions:
          "Walk up to the railing on the avenue. Your phone notices that you are there.",
        proof: "geo",
        slug: "independence-palace",
        radius: 150,
      },
      {
        title: "Where do the bricks come from?",
        instructions: "Look closely at the outer wall, or ask the coffee seller.",
        proof: "quiz",
        slug: "notre-dame-saigon",
        question: "From which port were the red bricks of the cathedral shipped?",
        choices: ["Marseille", "Bordeaux", "Saigon", "Singapore"],
        answer: "Marseille",
      },
      {
        title: "Send a card home",
        instructions: "Write it at the long table and photograph it before it falls into the box.",
        proof: "photo",
        slug: "saigon-central-post-office",
      },
      {
        title: "Ask the Jade Emperor",
        instructions: "Our guide at the gate has a PIN for you until noon.",
        proof: "pin",
        slug: "jade-emperor-pagoda",
      },
    ],
    rewards: [
      {
        key: "coffee",
        name: "A sock coffee on us",
        description: "One glass at our counter in the lane behind the market, hot or on ice.",
        type: "drink",
        amount: "1 glass",
        stock: 60,
        validDays: 30,
      },
      {
        key: "print",
        name: "Riso print of the post office",
        description: "Two colours, signed by the studio that prints our cards.",
        type: "gift",
        amount: "1 print, A5",
        stock: 6,
        validDays: 90,
      },
    ],
    walks: [
      { by: "priya", day: 71, steps: 5, redeemed: 0.1 },
      { by: "jonas", day: 64, steps: 5, redeemed: 2.1 },
      { by: "sophie", day: 58, steps: 5 },
      { by: "lars", day: 47, steps: 2 },
      { by: "leila", day: 39, steps: 5, redeemed: 0.2 },
      { by: "kwame", day: 34, steps: 4 },
      { by: "yuki", day: 17, steps: 5, redeemed: 1.1 },
      { by: "diego", day: 9, steps: 5, voided: "Finished twice under two names." },
      { by: "amina", day: 3, steps: 4, pending: true },
      { by: "long", day: 1, steps: 1 },
    ],
  },
  {
    key: "hills-by-tram-bell",
    company: "lisbon",
    by: "lisbon-editor",
    title: "Three hills and a tower",
    description:
      "Up with the tram, across the ramparts, then down to the river where the ships left. Each stop asks for something small, and the last one for a picture nobody else has taken.",
    theme: "Viewpoints",
    schedule: "Tuesday to Sunday, all day",
    cover: "belem-tower",
    status: "ACTIVE",
    age: 60,
    steps: [
      {
        title: "Hear the bell of the 28",
        instructions: "Wait at the terrace until the yellow tram squeezes past.",
        proof: "geo",
        slug: "portas-do-sol-tram",
        radius: 120,
      },
      {
        title: "Walk the ramparts once around",
        instructions: "The warden at the eleventh tower knows the number you need.",
        proof: "pin",
        slug: "sao-jorge-castle",
      },
      {
        title: "Count the poets",
        instructions: "Scan the card on the bench across from the south portal.",
        proof: "qr",
        slug: "jeronimos-monastery",
      },
      {
        title: "The tower, your way",
        instructions: "Low tide helps. We put the best ones on the wall of our office.",
        proof: "photo",
        slug: "belem-tower",
      },
    ],
    rewards: [
      {
        key: "pastel",
        name: "Two pastéis and a bica",
        description: "At the corner bakery next to our office in Alfama, cinnamon included.",
        type: "food",
        amount: "2 pastéis, 1 bica",
        stock: 40,
        validDays: 14,
      },
    ],
    walks: [
      { by: "diego", day: 48, steps: 4, redeemed: 0.3 },
      { by: "amina", day: 41, steps: 4 },
      { by: "sophie", day: 29, steps: 3 },
      { by: "jonas", day: 12, steps: 4, redeemed: 1.2 },
      { by: "leila", day: 4, steps: 4 },
      { by: "kwame", day: 2, steps: 4, pending: true },
    ],
  },
  {
    key: "quiet-hours",
    company: "kyoto",
    by: "kyoto-editor",
    title: "The quiet hours",
    description:
      "Three places before the city wakes. Nothing to win but breakfast: the point is to be there while the gravel is still raked.",
    theme: "Early mornings",
    schedule: "First trains to 8:30",
    cover: "fushimi-inari",
    status: "PASSIVE",
    age: 6,
    steps: [
      {
        title: "A thousand gates, nobody in them",
        instructions: "Be at the first fork before half past six.",
        proof: "geo",
        slug: "fushimi-inari",
        radius: 200,
      },
      {
        title: "The pond under the pagoda",
        instructions: "Sit down. Stay for ten minutes. That is all.",
        proof: "self",
        slug: "to-ji-pagoda",
      },
      {
        title: "Tell us how it sounded",
        instructions: "Write a story about the market while its shutters are still going up.",
        proof: "story",
        slug: "nishiki-market",
      },
    ],
    rewards: [
      {
        key: "breakfast",
        name: "Rice, pickles, miso",
        description: "Breakfast at the house of one of our guides, for two.",
        type: "food",
        amount: "Breakfast for 2",
        stock: 12,
        validDays: 60,
      },
    ],
    walks: [],
  },
  {
    key: "lanterns",
    company: "saigon",
    by: "saigon-admin",
    title: "Lanterns of the full moon",
    description:
      "An evening in Hội An when the shops turn off their lamps. We ran it for three full moons and will be back after the rains.",
    theme: "Festival",
    schedule: "Full moon nights, from 18:00",
    cover: "hoi-an-ancient-town",
    status: "ARCHIVED",
    age: 180,
    ended: 82,
    steps: [
      {
        title: "Cross where the monster sleeps",
        instructions: "Scan the card under the eaves of the bridge.",
        proof: "qr",
        slug: "japanese-bridge",
      },
      {
        title: "Fold a lantern",
        instructions: "Ms Lành shows you how; her PIN is on the workbench.",
        proof: "pin",
        slug: "hoi-an-ancient-town",
      },
      {
        title: "Let it go",
        instructions: "From the steps on the An Hội side, with a wish you keep to yourself.",
        proof: "self",
      },
    ],
    rewards: [
      {
        key: "lantern",
        name: "The frame of your lantern",
        description: "Bamboo, folded flat so that it fits into a suitcase.",
        type: "gift",
        amount: "1 frame",
        stock: 5,
        validDays: 7,
      },
    ],
    walks: [
      { by: "yuki", day: 141, steps: 3, redeemed: 0.1 },
      { by: "lars", day: 141, steps: 3, redeemed: 0.1 },
      { by: "priya", day: 112, steps: 3 },
      { by: "amina", day: 84, steps: 2 },
    ],
  },
];
