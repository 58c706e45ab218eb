import type { ExperienceSeed } from "../types.ts";

/** Mekong delta, south coast and highlands. */
export const southExperiences: readonly ExperienceSeed[] = [
  {
    slug: "cai-rang-floating-market",
    name: "Cái Răng Floating Market",
    company: "saigon",
    country: "VN",
    address: "Cái Răng, Cần Thơ, Vietnam",
    latitude: 10.0049,
    longitude: 105.746,
    keyword: "Cái Răng floating market",
    short:
      "Wholesale by boat before sunrise: whatever dangles from the bamboo pole is for sale below.",
    description:
      "Each big boat carries a bamboo pole at the bow, and what hangs from it is what lies in the hold: pumpkins, pineapples, a single cabbage. A palm leaf on the pole means that the boat itself is for sale. Cái Răng is a wholesale market, so the deals are done between five and seven, from deck to deck, with melons flying in pairs through the air. There are fewer boats each year, now that lorries reach the orchards. We go with a woman who sold sweet potatoes here for twenty years, buy breakfast noodles over the gunwale and turn into a side canal before the tour boats arrive.",
    alt: "Poster of market boats at sunrise with fruit hanging from bamboo poles at their bows",
    questions: [
      "What time should I be at Cái Răng?",
      "What do the bamboo poles mean?",
      "Is the floating market disappearing?",
    ],
    details: [
      {
        type: "historical_context",
        name: "A market that floats because roads did not exist",
        text: "The market grew in the early 20th century where several rivers and canals meet. It has been national intangible heritage since 2016, partly because it is shrinking.",
      },
      {
        type: "iconic_photos",
        name: "Pole against the sunrise",
        text: "Let the boat drift until a loaded pole stands black against the sun. Ask the skipper for the west side.",
      },
      {
        type: "photography_tips",
        name: "From a moving boat",
        text: "Everything rocks. Brace your elbows on your ribs, not on the railing.",
        tips: [
          { type: "dos", text: "Buy something small from every boat you photograph." },
          { type: "don'ts", text: "Do not stand up when another boat passes." },
          { type: "best_time", text: "05:15 to 06:45." },
        ],
      },
    ],
    activities: [
      {
        title: "Noodles over the gunwale",
        hours: "Daily 05:00–08:30",
        address: "Ninh Kiều pier, Cần Thơ",
        description:
          "Half an hour downriver in the dark, an hour among the boats, then a noodle workshop on a side canal where rice paper dries on bamboo. Hủ tiếu comes from a boat that is kitchen, shop and home.",
        short: "Breakfast from a boat that is kitchen, shop and home.",
        highlights: ["Former trader as guide", "Hủ tiếu on the water", "Noodle workshop"],
      },
    ],
    locations: [
      {
        title: "Ninh Kiều pier",
        hours: "From 04:30",
        description:
          "The landing in the middle of Cần Thơ where the boats leave. Our skipper wears a checked scarf and has a thermos.",
        short: "Departure landing in Cần Thơ.",
        latitude: 10.0328,
        longitude: 105.7885,
      },
    ],
  },
  {
    slug: "mui-ne-dunes",
    name: "Red Dunes of Mũi Né",
    company: "platform",
    country: "VN",
    address: "Đồi Hồng, Mũi Né, Lâm Đồng, Vietnam",
    latitude: 10.948,
    longitude: 108.296,
    keyword: "Mũi Né dunes",
    short:
      "Iron-red sand beside the fishing harbour, new ridges every day and plastic sledges for rent.",
    description:
      "The wind redraws these hills every night, and by six in the morning the first footprints are those of the women who rent out sledges. The sand owes its colour to iron, and shifts from rust to rose within the hour after sunrise. They are not big: twenty minutes take you across to the ridge from which you see the harbour with its round basket boats. The white dunes, half an hour further by jeep, are higher and have a lake with lotus. Walk barefoot early and in shoes from ten on. Agree on the price for a sledge before you sit on it, and on who pulls it up again.",
    alt: "Poster of red dunes with sharp ridges, a walking figure and the sea behind",
    questions: [
      "Red dunes or white dunes?",
      "How much is a sledge?",
      "When is the sand too hot to walk on?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "One line, one person",
        text: "Use the ridge as a diagonal and send somebody ahead along it. Keep your own footprints out of the picture by walking on the far side.",
      },
      {
        type: "photography_tips",
        name: "Sand and lenses",
        text: "The wind rises around nine and finds every gap.",
        tips: [
          { type: "dos", text: "Change lenses in the car." },
          { type: "don'ts", text: "Do not ride quad bikes over untouched ridges." },
          { type: "best_time", text: "05:30 to 07:00." },
        ],
      },
    ],
    activities: [
      {
        title: "Ridge walk to the harbour",
        hours: "Daily 05:30–07:30",
        address: "Car park at Đồi Hồng, Mũi Né",
        description:
          "Up the dunes in the dark, sunrise from the ridge, and down the other side to the harbour, where the night's catch is sorted on the beach next to the basket boats.",
        short: "Sunrise on the ridge, then down to the basket boats.",
        highlights: ["Sunrise", "Basket boats", "Morning catch"],
      },
    ],
    locations: [
      {
        title: "Mũi Né fishing harbour",
        description:
          "Hundreds of boats at anchor, best seen from the wall above the beach on Huỳnh Thúc Kháng.",
        short: "Boats at anchor below the sea wall.",
        latitude: 10.9408,
        longitude: 108.2812,
      },
    ],
  },
  {
    slug: "da-lat-railway-station",
    name: "Đà Lạt Railway Station",
    company: "saigon",
    country: "VN",
    address: "1 Quang Trung, Đà Lạt, Lâm Đồng, Vietnam",
    latitude: 11.9417,
    longitude: 108.4544,
    status: "internal",
    keyword: "Ga Đà Lạt",
    short:
      "Three steep gables like the peaks of Lang Biang, coloured glass, and a train that goes seven kilometres.",
    description:
      "The three gables stand for the peaks of Lang Biang, say some, or for the communal houses of the highlands, say others; the architects Moncet and Reveron may have wanted both. The station opened in 1938 at the top of a rack railway from the coast, one of the steepest of its time, and the war closed it. What is left is a yellow hall with coloured windows, a steam engine on the siding and a short diesel that rattles seven kilometres through greenhouses to Trại Mát. The ticket is made of cardboard. Outside, pines, and air that needs a jumper.",
    alt: "Poster of Đà Lạt's station with three steep gables, a steam engine and pine trees",
    questions: [
      "Where does the train from Đà Lạt go?",
      "Who designed the station?",
      "What happened to the rack railway?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Eighty-four kilometres, sixteen on cogs",
        text: "The line from Tháp Chàm on the coast climbed 1,500 metres. It stopped running in the late 1960s, and in 1990 the Swiss Furka railway bought engines and parts back to run them in the Alps.",
      },
      {
        type: "iconic_photos",
        name: "Glass and gables",
        text: "From inside the hall at four in the afternoon the coloured panes lie on the floor in a row; outside, the axis of the drive gives the three gables head-on.",
      },
    ],
    activities: [
      {
        title: "Seven kilometres to Trại Mát",
        hours: "Daily 08:00–16:00",
        address: "1 Quang Trung, Đà Lạt",
        description:
          "Thirty minutes in wooden carriages, half an hour for Linh Phước pagoda with its dragon of beer bottles, and back. On the platform there is artichoke tea.",
        short: "Wooden carriages, a pagoda of broken glass and artichoke tea.",
        highlights: ["Wooden carriage", "Linh Phước pagoda", "Artichoke tea"],
      },
      {
        title: "Morning at the flower growers'",
        hours: "Daily 06:30–08:30",
        address: "Thái Phiên village, Đà Lạt",
        description:
          "Before the station opens, a walk between greenhouses where chrysanthemums get electric light at night to fool them about the season. You cut your own bunch.",
        short: "Between lit greenhouses before the city wakes up.",
        highlights: ["Lit greenhouses", "Cut your own bunch", "Jumper weather"],
      },
    ],
    locations: [
      {
        title: "Platform with the steam engine",
        hours: "Daily 07:00–17:00",
        description:
          "A Japanese-built engine and two old carriages stand on the first track. A ticket to the platform is enough.",
        short: "Old engine and carriages on track one.",
        latitude: 11.9413,
        longitude: 108.4549,
      },
    ],
  },
  {
    slug: "bai-sao-phu-quoc",
    name: "Sao Beach on Phú Quốc",
    company: "saigon",
    country: "VN",
    address: "Bãi Sao, An Thới, Phú Quốc, An Giang, Vietnam",
    latitude: 10.0571,
    longitude: 104.0369,
    keyword: "Bãi Sao",
    short:
      "Sand that squeaks like flour, shallow turquoise water and starfish in the early months of the year.",
    description:
      "The sand squeaks when you walk on it, which surprises everybody once. Bãi Sao, Starfish Beach, lies on the sheltered south-east side of the island, and from November to April the sea here is a swimming pool: knee-deep for fifty metres, no waves, warm. From May on the wind turns and brings weed and rubbish, so we do not sell it then. Walk to the north end past the last restaurant, where the palms lean so far out that children use them as benches. Fish sauce, pepper and a hammock are within reach, and the kayaks are free if you eat at Mrs Lan's.",
    alt: "Poster of a white beach with leaning palms and turquoise water",
    questions: [
      "When is the sea calm at Bãi Sao?",
      "Are there really starfish?",
      "How do I get there from Dương Đông?",
    ],
    details: [
      {
        type: "photography_tips",
        name: "Keep the white white",
        text: "Cameras turn this sand grey. Add one stop of light and check the sky.",
        tips: [
          { type: "dos", text: "Leave starfish in the water; they die in the air within minutes." },
          { type: "don'ts", text: "Do not hang on the leaning palms, two have broken." },
          { type: "best_time", text: "08:00 to 10:00, December to March." },
        ],
      },
      {
        type: "iconic_photos",
        name: "The palm that lies down",
        text: "At the north end one trunk runs almost level over the water. From the sea side, waist-deep, you get trunk, beach and hills.",
      },
    ],
    activities: [
      {
        title: "Kayak to the north rocks",
        hours: "November to April, daily 08:00–11:00",
        address: "North end of Bãi Sao",
        description:
          "Along the rocks the water is deep enough for parrotfish. Two-seater kayaks, masks included, and a stop on a beach that has no road.",
        short: "Two-seaters, masks and a beach without a road.",
        highlights: ["Masks included", "Parrotfish", "Roadless beach"],
      },
      {
        title: "Pepper and fish sauce",
        hours: "Monday to Saturday 14:00–17:00",
        address: "Khu Tượng and Dương Đông, Phú Quốc",
        description:
          "A pepper garden where the vines climb on living posts, then a fish-sauce house with vats taller than you. Bring a bottle home in the hold, airlines know why.",
        short: "Vines on living posts, then vats taller than you.",
        highlights: ["Green pepper", "Wooden vats", "Tasting on rice"],
      },
    ],
    locations: [
      {
        title: "North end with the leaning palms",
        description:
          "Fifteen minutes on foot from the car park. Little shade at noon, so come early or bring a cloth.",
        short: "Leaning palms, fifteen minutes from the car park.",
        latitude: 10.0602,
        longitude: 104.0379,
      },
    ],
  },
];
