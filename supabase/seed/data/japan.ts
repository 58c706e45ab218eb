import type { ExperienceSeed } from "../types.ts";

/** Kyōto. */
export const japanExperiences: readonly ExperienceSeed[] = [
  {
    slug: "fushimi-inari",
    name: "Fushimi Inari Taisha",
    company: "kyoto",
    country: "JP",
    address: "68 Fukakusa Yabunouchi-chō, Fushimi-ku, Kyoto, Japan",
    latitude: 34.9671,
    longitude: 135.7727,
    keyword: "Fushimi Inari",
    short:
      "Thousands of vermilion gates climb a mountain of foxes; after the first kilometre you walk alone.",
    description:
      "Everybody stops at the first bend of the thousand gates, takes the picture and turns round. Keep going. The tunnel of torii, each given by somebody with a wish or a debt of thanks, goes on for four kilometres over Mount Inari, past tea houses, ponds and thousands of small stone altars with fox figures in red bibs. The fox is the messenger of Inari, deity of rice and of everything that thrives, and often holds the key of the granary in its mouth. At the crossing of Yotsutsuji there is a bench with Kyoto at your feet. Come at night if you are not afraid of cats.",
    alt: "Poster of a path climbing through a tunnel of vermilion torii gates with a stone fox",
    questions: [
      "How long does the walk round Mount Inari take?",
      "What do the foxes hold in their mouths?",
      "Is Fushimi Inari open at night?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "The tunnel without people",
        text: "Not at the famous fork but twenty minutes above it, between Kumatakasha and Yotsutsuji. Wait for one walker in the distance; the gates need a scale.",
      },
      {
        type: "historical_context",
        name: "Since 711",
        text: "The Hata clan enshrined Inari on this hill in 711. Toyotomi Hideyoshi gave the great gate in 1589 after his mother recovered from an illness. Each torii carries the name of its donor and the date on the back.",
      },
      {
        type: "photography_tips",
        name: "Vermilion in shade",
        text: "Cameras overdo the red; take half a stop away.",
        tips: [
          { type: "dos", text: "Bow once at the first gate and keep to the side." },
          { type: "don'ts", text: "Do not sit on the altars." },
          { type: "best_time", text: "Before 07:00 or after 19:00." },
        ],
      },
    ],
    activities: [
      {
        title: "The mountain at night",
        hours: "Friday and Saturday 18:30–21:00",
        address: "Keihan Fushimi-Inari station",
        description:
          "Headlamps off where possible. Your guide tells why a fox must never be named after dark, shows the waterfall where people still practise, and knows all the cats.",
        short: "Over the mountain by lamplight, with fox stories.",
        highlights: ["Six people", "Yotsutsuji by night", "Fox stories"],
      },
    ],
    locations: [
      {
        title: "Yotsutsuji crossing",
        description:
          "The view over southern Kyoto, about forty minutes above the main hall, with a tea house that sells inari sushi.",
        short: "View and tea house, forty minutes up.",
        latitude: 34.9674,
        longitude: 135.7801,
      },
    ],
  },
  {
    slug: "kinkaku-ji",
    name: "Kinkaku-ji, the Golden Pavilion",
    company: "kyoto",
    country: "JP",
    address: "1 Kinkakuji-chō, Kita-ku, Kyoto, Japan",
    latitude: 35.0394,
    longitude: 135.7292,
    keyword: "Kinkaku-ji",
    short:
      "Three storeys in three styles, two of them in gold leaf, on a pond drawn as a map of paradise.",
    description:
      "You see the gold before you see the building, as a light between pines. Each storey speaks another language: below a palace of plain wood, in the middle a samurai house, on top a Zen hall with a bronze phoenix. Shōgun Ashikaga Yoshimitsu built it as his retreat in 1397; it outlived every war and was burned by a novice in 1950. What stands here is from 1955 and was gilded again, five times thicker, in 1987. The path is one-way and takes half an hour, so let the group pass and stay on the far bank until wind and koi leave the mirror alone for a moment.",
    alt: "Poster of the Golden Pavilion mirrored in its pond between pines",
    questions: [
      "Is the Golden Pavilion the original building?",
      "How many kilos of gold leaf are on it?",
      "When is the light best on the pond?",
    ],
    details: [
      {
        type: "historical_context",
        name: "The fire of 2 July 1950",
        text: "A young monk set fire to the pavilion. Mishima Yukio made a novel of it in 1956, The Temple of the Golden Pavilion, and walked the grounds for days with a notebook.",
      },
      {
        type: "photography_tips",
        name: "Gold blows out",
        text: "Meter on the roof, not on the trees. On grey days the gold is deeper.",
        tips: [
          { type: "dos", text: "Come on a cloudy or snowy morning." },
          { type: "don'ts", text: "No tripods or monopods inside the gate." },
          { type: "best_time", text: "09:00, or the last hour." },
        ],
      },
    ],
    activities: [
      {
        title: "Matcha behind the pavilion",
        hours: "Daily 09:00–16:30",
        address: "Fudō-dō tea garden, Kinkaku-ji",
        description:
          "A bowl of tea and a sweet with a leaf of gold on it, on a red bench under maples, where the crowd walks by without turning its head.",
        short: "Tea and a gilded sweet under the maples.",
        highlights: ["Matcha", "Gilded sweet", "Red bench"],
      },
    ],
    locations: [
      {
        title: "Kyōko-chi, the mirror pond",
        hours: "Daily 09:00–17:00",
        description:
          "The south bank of the pond, straight after the ticket gate, has the classic view with islands of pine.",
        short: "South bank with the classic view.",
        latitude: 35.0391,
        longitude: 135.7291,
      },
    ],
  },
  {
    slug: "kiyomizu-dera",
    name: "Kiyomizu-dera",
    company: "kyoto",
    country: "JP",
    address: "1-294 Kiyomizu, Higashiyama-ku, Kyoto, Japan",
    latitude: 34.9949,
    longitude: 135.785,
    keyword: "Kiyomizu-dera",
    short:
      "A veranda on 18 zelkova pillars, thirteen metres above maples, with a spring that grants one wish of three.",
    description:
      "To jump off the stage of Kiyomizu is what the Japanese say when somebody takes a great risk, and in the Edo period people did: 234 leaps are on record, and the trees below saved most of them. The stage of 1633 stands thirteen metres high on pillars of zelkova locked together without a nail. Below it the Otowa spring falls in three streams, for long life, for learning and for love; drinking from all three counts as greedy. At six in the morning the gate opens for joggers, monks and us. In the first hour you hear the boards under your own feet.",
    alt: "Poster of Kiyomizu's wooden stage on tall pillars above autumn maples",
    questions: [
      "What are the three streams of Otowa for?",
      "When are the maples red?",
      "How early does the temple open?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Older than the capital",
        text: "The monk Enchin founded the temple in 778, sixteen years before Kyoto became the capital. The main hall has burned many times; the present one was paid for by Tokugawa Iemitsu.",
      },
      {
        type: "iconic_photos",
        name: "The stage from Oku-no-in",
        text: "From the smaller hall across the ravine you see pillars, stage and, far off, the tower of Kyoto. It is the postcard, and still worth it at six.",
      },
      {
        type: "photography_tips",
        name: "Maples and boards",
        text: "Shoot down through the pillars rather than up at the roof.",
        tips: [
          { type: "dos", text: "Go on to Otowa while the queue is still short." },
          { type: "don'ts", text: "No tripods on the stage." },
          { type: "best_time", text: "06:00, and the last week of November." },
        ],
      },
    ],
    activities: [
      {
        title: "Six o'clock on the stage",
        hours: "Daily 05:45–07:30",
        address: "Niōmon gate, Kiyomizu-dera",
        description:
          "In with the first bell, a cup from the one stream you choose, and back down Sannenzaka while the shops put up their shutters. Breakfast is tofu, in a house that does nothing else.",
        short: "In with the first bell, then tofu for breakfast.",
        highlights: ["First bell", "One stream only", "Tofu breakfast"],
      },
    ],
    locations: [
      {
        title: "Otowa waterfall",
        hours: "Daily 06:00–18:00",
        description:
          "The three streams below the main hall. The ladles are kept in an ultraviolet cabinet, which is very Kyoto.",
        short: "Three streams below the main hall.",
        latitude: 34.9945,
        longitude: 135.7856,
      },
    ],
  },
  {
    slug: "arashiyama-bamboo-grove",
    name: "Bamboo Grove of Arashiyama",
    company: "kyoto",
    country: "JP",
    address: "Sagatenryūji, Ukyō-ku, Kyoto, Japan",
    latitude: 35.017,
    longitude: 135.6717,
    keyword: "Arashiyama bamboo",
    short:
      "Moso bamboo as tall as a house of seven storeys, and a sound that the ministry put on a list.",
    description:
      "The grove is four hundred metres long, and the sound is the thing: dry knocking high up, then a hiss as the wind goes through, like a wave that forgets to break. In 1996 the environment ministry put it on a list of the hundred soundscapes of Japan. Stalks of moso bamboo grow to twenty metres in a few weeks of spring and are tied back with fences of their own branches. At seven the path is empty and grey-green; by ten it is a procession. We turn off by Nonomiya shrine, where princesses were once prepared for Ise, and end at the river with its long wooden bridge.",
    alt: "Poster of a narrow path between tall green bamboo stalks with light falling through",
    questions: [
      "How early should I come to the bamboo grove?",
      "Is there an entrance fee?",
      "Where does the path begin?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "Straight up",
        text: "Put the phone on the ground, screen down, on the axis of the path. The stalks meet in a star of light.",
      },
      {
        type: "photography_tips",
        name: "Green in green",
        text: "There is far less light than you think.",
        tips: [
          { type: "dos", text: "Stand against the fence and let people pass." },
          { type: "don'ts", text: "Do not scratch the stalks; the names never grow out." },
          { type: "best_time", text: "06:30 to 07:30." },
        ],
      },
    ],
    activities: [
      {
        title: "Listening walk",
        hours: "Tuesday to Sunday 06:45–08:15",
        address: "Saga-Arashiyama station, north exit",
        description:
          "No talking for the first ten minutes. A sound recordist hands out headphones and a microphone on a pole, and you hear ants, sap and a train in a bamboo stalk.",
        short: "Headphones, a microphone and ten minutes without talking.",
        highlights: ["Headphones", "Nonomiya shrine", "Before the crowd"],
      },
      {
        title: "Split a stalk",
        hours: "Saturday 10:00–12:00",
        address: "Workshop near Tenryū-ji",
        description:
          "Bamboo splits into exact halves if you start in the middle and trust it. You make a flower vase for the wall and learn why the joints are left in.",
        short: "Make a wall vase from one joint of bamboo.",
        highlights: ["Own vase", "Old knives", "Tea break"],
      },
    ],
    locations: [
      {
        title: "Nonomiya shrine",
        hours: "Daily 09:00–17:00",
        description:
          "Small shrine at the lower end of the grove with a gate of unpeeled oak, mentioned in the Tale of Genji.",
        short: "Shrine with a gate of unpeeled oak.",
        latitude: 35.0178,
        longitude: 135.6743,
      },
    ],
  },
  {
    slug: "nijo-castle",
    name: "Nijō Castle",
    company: "kyoto",
    country: "JP",
    address: "541 Nijōjō-chō, Nakagyō-ku, Kyoto, Japan",
    latitude: 35.0142,
    longitude: 135.7482,
    keyword: "Nijō Castle",
    short:
      "Floors that sing under every step, tigers on gold, and the room where the age of shōguns ended.",
    description:
      "The floor tells on you. In the corridors of Ninomaru palace clamps under the boards chirp like birds at every step, and no one has yet managed to walk them in silence. Tokugawa Ieyasu had the castle built in 1603 as his foot in the door of the imperial city. The rooms grow richer towards the middle: tigers and leopards, painted by men who had only seen the furs, then pines as thick as a wall, all on gold. In 1867, in the great hall, the last shōgun let the lords know that he would give power back. The moat, the stone walls and the corner turret are best at opening time.",
    alt: "Poster of a white corner turret on stone walls above a moat with pines and cherry blossom",
    questions: [
      "Why do the floors of Nijō Castle sing?",
      "What happened here in 1867?",
      "May I take photographs in the palace?",
    ],
    details: [
      {
        type: "famous_visitors",
        name: "Tokugawa Yoshinobu",
        text: "The fifteenth and last shōgun lived here when he announced the return of power to the emperor. A scene with life-size figures shows the lords, foreheads on the mats.",
      },
      {
        type: "historical_context",
        name: "Two palaces, one keep that burned",
        text: "The keep was struck by lightning in 1750 and never rebuilt. Honmaru palace was moved here from the imperial enclosure in the 1890s and opened again in 2024 after long repairs.",
      },
    ],
    activities: [
      {
        title: "Walk like a spy",
        hours: "Daily 08:45–10:15",
        address: "Higashi Ōte-mon, Nijō Castle",
        description:
          "Children and others try the nightingale floor, count chirps and lose. Then the garden, with stones set for an emperor's visit that lasted five days.",
        short: "Try to cross the nightingale floor in silence.",
        highlights: ["Nightingale floor", "Tigers on gold", "Ninomaru garden"],
      },
    ],
    locations: [
      {
        title: "Tōnan Sumi-yagura",
        description:
          "The corner turret at the south-east of the moat, one of two that survive. Free to see from the street at any hour.",
        short: "Corner turret, seen from the street.",
        latitude: 35.0126,
        longitude: 135.7506,
      },
    ],
  },
  {
    slug: "nishiki-market",
    name: "Nishiki Market",
    company: "kyoto",
    country: "JP",
    address: "Nishikikōji-dōri, Nakagyō-ku, Kyoto, Japan",
    latitude: 35.005,
    longitude: 135.7649,
    keyword: "Nishiki Market",
    short:
      "Five blocks under a roof of coloured glass: pickles, knives, dashi and octopus with an egg in its head.",
    description:
      "Five blocks, three metres wide, some hundred and thirty shops under red, yellow and green glass. Cold groundwater made this a fish market four hundred years ago; tubs of pickled turnip, sheets of yuba and knives by Aritsugu, sword smiths since 1560, came with it. Eating while walking is not done here, so each shop has a corner where you stand: soy-milk doughnuts, a skewer of eel liver, tako tamago, the small octopus with a quail's egg in its head. Two shops from the east end lies the birthplace of a painter who drew vegetables as a Buddha's funeral. Come hungry at ten.",
    alt: "Poster of a covered market lane with a coloured glass roof, lanterns and stalls",
    questions: [
      "What should I try first at Nishiki Market?",
      "Why may I not eat while walking?",
      "Which shops close on Wednesday?",
    ],
    details: [
      {
        type: "famous_visitors",
        name: "Itō Jakuchū, greengrocer",
        text: "The painter was born in 1716 to a wholesale grocer of this street and ran the shop until he was forty. His Vegetable Parinirvāṇa shows a radish on its deathbed, mourned by turnips.",
      },
      {
        type: "photography_tips",
        name: "Colour from above",
        text: "The glass tints everything; set the white balance on a paper lantern.",
        tips: [
          { type: "dos", text: "Buy first, then ask with a gesture." },
          { type: "don'ts", text: "Do not stop in the middle of the lane." },
          { type: "best_time", text: "10:00 on a weekday." },
        ],
      },
    ],
    activities: [
      {
        title: "Seven bites, standing",
        hours: "Monday to Saturday 10:00–12:00",
        address: "West end, Nishiki Market",
        description:
          "Pickle, yuba, rolled egg, eel, octopus, bean doughnut, roasted tea, each eaten where it is sold. A cook explains how dashi is drawn, and why the water of this street is part of it.",
        short: "Seven bites, each eaten where it is sold.",
        highlights: ["Seven stops", "Dashi explained", "Knife shop"],
      },
    ],
    locations: [
      {
        title: "Nishiki Tenmangū",
        hours: "Daily 08:00–20:00",
        description:
          "Shrine at the east end with a spring that is drinkable and a torii whose tips go into the houses left and right.",
        short: "Shrine at the east end with a spring.",
        latitude: 35.0051,
        longitude: 135.7672,
      },
    ],
  },
  {
    slug: "to-ji-pagoda",
    name: "Tō-ji and its Pagoda",
    company: "kyoto",
    country: "JP",
    address: "1 Kujō-chō, Minami-ku, Kyoto, Japan",
    latitude: 34.9806,
    longitude: 135.7478,
    keyword: "Tō-ji",
    short:
      "The tallest wooden tower of Japan, a weeping cherry of 1889 and a flea market on the 21st.",
    description:
      "From the train it tells you that you have arrived: fifty-four metres and eighty centimetres of wood, five roofs, one central pillar that touches almost nothing. Lightning burned four towers on this spot before the one of 1644, and no earthquake has brought any of them down. In the lecture hall twenty-one statues stand as a mandala that Kūkai thought out himself in the 9th century. On the 21st of each month, the day of his death, a thousand stalls fill the ground from five in the morning: kimono by the kilo, saw blades, persimmons. Early April adds a weeping cherry as high as a house.",
    alt: "Poster of a five-storey pagoda and a weeping cherry at a pond under a full moon",
    questions: [
      "When is the flea market at Tō-ji?",
      "Why do pagodas survive earthquakes?",
      "When is the weeping cherry lit at night?",
    ],
    details: [
      {
        type: "historical_context",
        name: "The east temple",
        text: "Founded in 796 as one of two temples at the southern gate of the new capital. Emperor Saga gave it to Kūkai in 823; its twin in the west is a playground now.",
      },
      {
        type: "iconic_photos",
        name: "Tower in the pond",
        text: "From the north-east corner of the pond the five roofs lie upside down between carp. In spring the cherry hangs into the frame from the left.",
      },
    ],
    activities: [
      {
        title: "The 21st at six",
        hours: "21st of each month, 06:00–09:00",
        address: "Nandai-mon gate, Tō-ji",
        description:
          "With a dealer who knows which stall is real indigo and which is printed last week. You carry the torch, he does the haggling; rice gruel afterwards.",
        short: "Flea market at dawn with a dealer.",
        highlights: ["Kōbō-san market", "Old indigo", "Rice gruel"],
      },
    ],
    locations: [
      {
        title: "Hyōtan-ike pond",
        hours: "Daily 08:00–17:00",
        description: "Gourd-shaped pond east of the halls with the best reflection of the tower.",
        short: "Pond with the reflection of the tower.",
        latitude: 34.9804,
        longitude: 135.7484,
      },
    ],
  },
  {
    slug: "philosophers-path",
    name: "The Philosopher's Path",
    company: "kyoto",
    country: "JP",
    address: "Tetsugaku-no-michi, Sakyō-ku, Kyoto, Japan",
    latitude: 35.0265,
    longitude: 135.7953,
    status: "internal",
    keyword: "Philosopher's Path",
    short:
      "Two kilometres along a canal with cherry trees, stepping stones and cats, at the pace of a thought.",
    description:
      "Nishida Kitarō walked here every morning to think, and students began to call it after him. The path follows a canal that brings water from Lake Biwa, and does something odd: it flows north, away from the sea. Five hundred cherry trees line it; the first ones were a present of the painter Hashimoto Kansetsu and his wife in 1921. For a week in April the water is pink and moves like a conveyor belt, in June there are fireflies, in January only cats. Internal note: we are looking for a second tea house at the southern end before this goes public.",
    alt: "Poster of a narrow canal lined with cherry trees in blossom and a small stone bridge",
    questions: [
      "Which end should I start from?",
      "When do the fireflies appear?",
      "Who was the philosopher?",
    ],
    details: [
      {
        type: "famous_visitors",
        name: "Nishida Kitarō",
        text: "The founder of the Kyoto school of philosophy taught at the university nearby until 1928. A stone by the path carries his verse: people are people, I am I; all the same I go my way.",
      },
      {
        type: "historical_context",
        name: "Water from Lake Biwa",
        text: "The canal was finished in 1890 under the engineer Tanabe Sakurō, then in his twenties, and fed Japan's first public hydroelectric plant at Keage a year later.",
      },
      {
        type: "photography_tips",
        name: "Petals on water",
        text: "Three days after full bloom the canal carries more than the trees.",
        tips: [
          { type: "dos", text: "Use the stepping stones as a low viewpoint." },
          { type: "don'ts", text: "Do not shake the branches." },
          { type: "best_time", text: "07:00, around the 8th of April." },
        ],
      },
    ],
    activities: [
      {
        title: "A question for two kilometres",
        hours: "Sunday 08:00–09:30",
        address: "Ginkakuji-bashi, Kyoto",
        description:
          "You draw a card with one question at the silver temple and hand in an answer at Nyakuōji, on paper, unsigned. A doctoral student reads some of them aloud, with tea.",
        short: "Draw a question, walk, hand in an answer.",
        highlights: ["One question", "Two kilometres", "Tea and answers"],
      },
    ],
    locations: [
      {
        title: "Ginkakuji-bashi",
        description: "Bridge at the northern end, where the path begins below the silver temple.",
        short: "Bridge at the northern end.",
        latitude: 35.0266,
        longitude: 135.7949,
      },
    ],
  },
];
