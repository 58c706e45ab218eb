import type { ExperienceSeed } from "../types.ts";

/** Hà Nội, the karst country and the mountains of the north-west. */
export const northExperiences: readonly ExperienceSeed[] = [
  {
    slug: "trang-an",
    name: "Tràng An Boat Caves",
    company: "saigon",
    country: "VN",
    address: "Tràng An, Ninh Xuân, Ninh Bình, Vietnam",
    latitude: 20.2527,
    longitude: 105.9178,
    keyword: "Tràng An",
    short:
      "Three hours in a rowing boat, through nine low caves and between limestone walls with goats on top.",
    description:
      "You lie back, the rower says cúi đầu, and the mountain passes a hand's breadth above your nose. Tràng An is a maze of flooded valleys joined by caves, some as long as a football field, some just a door. Boats of four go round in three hours past temples that can only be reached by water. People lived in these shelters thirty thousand years ago, watched the sea come and leave again, and left heaps of snail shells. UNESCO listed it for both reasons, nature and people, in 2014, the only such site in the country. Route two has the longest cave; route three is the quiet one.",
    alt: "Poster of a green river winding between steep karst hills with rowing boats and a pavilion",
    questions: [
      "Which boat route in Tràng An is the quietest?",
      "How long does the trip take?",
      "Can I help rowing?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Capital behind the hills",
        text: "Ten kilometres from the landing lies Hoa Lư, from 968 to 1010 the capital of Đại Cồ Việt. The karst served it as a city wall that nobody had to build.",
      },
      {
        type: "famous_visitors",
        name: "King Kong",
        text: "In early 2016 the crew of Kong: Skull Island filmed here, in Hạ Long and in the caves of Quảng Bình. The village set stood on an islet of Tràng An for some years afterwards.",
      },
      {
        type: "photography_tips",
        name: "In the bow, please",
        text: "Only the front seat has a free view; take turns at each cave.",
        tips: [
          { type: "dos", text: "Tip the rower directly, in the boat." },
          { type: "don'ts", text: "Do not reach for the cave walls." },
          { type: "best_time", text: "07:00, or after 14:30." },
        ],
      },
    ],
    activities: [
      {
        title: "Route three by oar",
        hours: "Daily 07:00–15:00",
        address: "Tràng An wharf, Ninh Bình",
        description:
          "Three caves, three temples, and between them long stretches with nothing but kingfishers. There is a spare paddle in each boat, and rowers are glad if you use it.",
        short: "Three caves, three temples and a spare paddle.",
        highlights: ["Quiet route", "Spare paddle", "Kingfishers"],
      },
    ],
    locations: [
      {
        title: "Hang Múa viewpoint",
        hours: "Daily 06:00–18:30",
        description:
          "Almost five hundred steps lead to a stone dragon on a ridge above the Ngô Đồng river. The rice below is yellow at the end of May.",
        short: "Five hundred steps to a stone dragon.",
        latitude: 20.2298,
        longitude: 105.9384,
      },
    ],
  },
  {
    slug: "ha-long-bay",
    name: "Hạ Long Bay",
    company: "saigon",
    country: "VN",
    address: "Hạ Long Bay, Quảng Ninh, Vietnam",
    latitude: 20.9101,
    longitude: 107.1839,
    keyword: "Hạ Long Bay",
    short:
      "Nearly two thousand limestone islands, a junk under brown sails and a night at anchor without a shore.",
    description:
      "A dragon came down from the mountains, the story goes, and its tail ploughed the valleys that the sea then filled. The islands, 1,969 of them by the usual count, stand so close that the horizon is always a wall and always opens at the last moment. Day boats see the first row and turn. We stay the night, anchored off Cống Đỏ, where the water glows green round your hand in summer and the engines are silent by nine. In the morning a woman rows up with a floating grocery: batteries, biscuits, beer. Kayaks fit through the arches for two hours either side of low tide.",
    alt: "Poster of limestone islands at sunset with a junk under red-brown sails",
    questions: [
      "One night or a day trip in Hạ Long Bay?",
      "When is the sea warm enough to swim?",
      "What is the difference between Hạ Long and Lan Hạ?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "The bay from Ti Tốp",
        text: "Some four hundred steps lead to the pavilion on Ti Tốp island. At five in the afternoon the junks below turn on their anchors and all point the same way.",
      },
      {
        type: "famous_visitors",
        name: "Gherman Titov and Catherine Deneuve",
        text: "The second man in orbit came with Hồ Chí Minh in 1962 and had an island named after him. Thirty years later the film Indochine, with Catherine Deneuve, showed the bay to the rest of the world.",
      },
      {
        type: "historical_context",
        name: "Karst, drowned twice",
        text: "The limestone is around 300 million years old, the bay less than ten thousand: the sea came in after the last ice age. UNESCO listed it in 1994 and again, for its geology, in 2000.",
      },
    ],
    activities: [
      {
        title: "Night at anchor",
        hours: "Boarding 11:30, back 11:00 next day",
        address: "Tuần Châu marina, Hạ Long",
        description:
          "Ten cabins, one cook and a rule of no music on deck after nine. Squid fishing from the stern, tai chi for those who like it, coffee for those who do not.",
        short: "Ten cabins, squid fishing, no music after nine.",
        highlights: ["Ten cabins", "Squid fishing", "Silent anchorage"],
      },
      {
        title: "Arches by kayak",
        hours: "Around low tide",
        address: "Dark and Bright cave, Hạ Long Bay",
        description:
          "You duck under an arch and come out in a lagoon with walls all round. If you keep still, the monkeys come down to look for crabs.",
        short: "Under an arch into a lagoon with monkeys.",
        highlights: ["Lagoon", "Macaques", "Low tide only"],
      },
    ],
    locations: [
      {
        title: "Ti Tốp island",
        hours: "Daily 07:00–17:30",
        description:
          "A crescent of sand and a steep stair to the viewpoint. Go up late, when the day boats have left.",
        short: "Crescent beach and viewpoint.",
        latitude: 20.8589,
        longitude: 107.0817,
      },
      {
        title: "Sửng Sốt cave",
        hours: "Daily 07:30–17:00",
        description:
          "Three chambers, the last as big as a hangar, with a terrace over the bay at the exit.",
        short: "Three chambers and a terrace over the bay.",
        latitude: 20.8443,
        longitude: 107.0917,
      },
    ],
  },
  {
    slug: "hoan-kiem-lake",
    name: "Hoàn Kiếm Lake",
    company: "saigon",
    country: "VN",
    address: "Đinh Tiên Hoàng, Hoàn Kiếm, Hà Nội, Vietnam",
    latitude: 21.0287,
    longitude: 105.8524,
    keyword: "Hồ Hoàn Kiếm",
    short:
      "A green lake with a stone tower, a red bridge and, at half past five, all of Hà Nội doing its exercises.",
    description:
      "At half past five in the morning the lake belongs to the people who live here: badminton without nets, ballroom dancing to a loudspeaker, old men with swords made of tin. The sword in the name is another. King Lê Lợi, the legend says, gave it back to a golden turtle after he had driven out the Ming, and the turtle took it down. The last of the giant soft-shells died in January 2016; one lies in a glass case on the island of Ngọc Sơn, across the red bridge called Morning Sunlight. One round is 1.7 kilometres. At weekends no cars go there and everybody else does.",
    alt: "Poster of the Turtle Tower on its islet in a misty lake with a red arched bridge",
    questions: [
      "What is the legend of the returned sword?",
      "When is the lake closed to traffic?",
      "Can I visit the Turtle Tower?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "Turtle Tower through willow",
        text: "From the south bank, opposite the post office, the branches hang low enough to frame the tower and hide the bank behind it.",
      },
      {
        type: "historical_context",
        name: "Ngọc Sơn and the red bridge",
        text: "The scholar Nguyễn Văn Siêu had the temple rebuilt in 1865 and the Thê Húc bridge made so that it catches the first sun. The stone pen tower beside it writes on the sky.",
      },
      {
        type: "photography_tips",
        name: "Before the horns",
        text: "Mist lies on the water on winter mornings until the buses start.",
        tips: [
          { type: "dos", text: "Join the laughing-yoga circle, they will wave you in anyway." },
          { type: "don'ts", text: "Do not fly a drone, the area is restricted." },
          { type: "best_time", text: "05:30 to 06:30." },
        ],
      },
    ],
    activities: [
      {
        title: "Half past five round the lake",
        hours: "Daily 05:30–07:00",
        address: "Statue of Lý Thái Tổ, Hoàn Kiếm",
        description:
          "One round with somebody from the quarter: aerobics, sword dance, a bench of chess players who comment on everything, and egg coffee at the end on a balcony with four tables.",
        short: "One round of dawn exercises, then egg coffee.",
        highlights: ["Sword dance", "Chess bench", "Egg coffee"],
      },
    ],
    locations: [
      {
        title: "Thê Húc bridge and Ngọc Sơn temple",
        hours: "Daily 07:00–18:00",
        description:
          "The red bridge on the north-east shore. There is a small fee on the far side and a very large turtle in a case.",
        short: "Red bridge to the temple island.",
        latitude: 21.0306,
        longitude: 105.8531,
      },
    ],
  },
  {
    slug: "temple-of-literature",
    name: "Temple of Literature",
    company: "saigon",
    country: "VN",
    address: "58 Quốc Tử Giám, Hà Nội, Vietnam",
    latitude: 21.0285,
    longitude: 105.8356,
    keyword: "Văn Miếu",
    short:
      "Five courtyards, 82 stone turtles with the names of graduates, and students who still come for luck.",
    description:
      "Five courtyards, one behind the other, and with each the street becomes quieter. King Lý Thánh Tông founded the temple for Confucius in 1070, his son added the first university of the country six years later. In the third court eighty-two stone turtles carry tablets with the names of 1,304 doctors from 1442 to 1779; the heads of the turtles are smooth from the hands of candidates and have been fenced off for their own good. The red pavilion in front, Khuê Văn Các, is the emblem of the city. In May it is full of graduates in gowns who jump for the camera, over and over.",
    alt: "Poster of the red Khuê Văn Các pavilion with its round windows above a pond",
    questions: [
      "Why do turtles carry the stone tablets?",
      "What is Khuê Văn Các?",
      "When do graduates come for photographs?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Names in stone",
        text: "The tablets tell who passed, where they came from and what the king expected. UNESCO put them in its Memory of the World register.",
      },
      {
        type: "famous_visitors",
        name: "A poet as headmaster",
        text: "Chu Văn An, rector in the 14th century, asked the king to behead seven corrupt mandarins, got no answer and went home to teach. Teachers still bring flowers to his altar.",
      },
      {
        type: "iconic_photos",
        name: "Round window, red frame",
        text: "From the well of Heavenly Clarity the pavilion stands in the water twice. The round windows represent the sun, or Khuê, the star of letters.",
      },
    ],
    activities: [
      {
        title: "Your name in brush",
        hours: "Daily 08:30–11:00",
        address: "58 Quốc Tử Giám, Hà Nội",
        description:
          "A calligrapher finds characters that sound like your name and mean something you can live with. Then you grind the ink and try it yourself, eleven times.",
        short: "A calligrapher finds your name, you grind the ink.",
        highlights: ["Ground ink", "Name in characters", "Scroll to keep"],
      },
    ],
    locations: [
      {
        title: "Khuê Văn Các",
        hours: "Daily 08:00–17:00",
        description:
          "The pavilion of 1805 between the second and third courtyard. It is at its reddest just after rain.",
        short: "Red pavilion between the second and third court.",
        latitude: 21.0283,
        longitude: 105.8358,
      },
    ],
  },
  {
    slug: "one-pillar-pagoda",
    name: "One Pillar Pagoda",
    company: "saigon",
    country: "VN",
    address: "Chùa Một Cột, Ba Đình, Hà Nội, Vietnam",
    latitude: 21.0359,
    longitude: 105.8336,
    status: "inactive",
    keyword: "Chùa Một Cột",
    short:
      "A wooden lotus of three metres square on one stone stem, first raised for an emperor's dream.",
    description:
      "It is tiny, and people laugh when they see it, and then they go quiet. Emperor Lý Thái Tông dreamed of Quan Âm handing him a son from a lotus flower, the son was born, and in 1049 he had a wooden shrine set on a single pillar in a pond so that it would look like the flower. French soldiers blew it up when they left in 1954; what you see was rebuilt the next year after old drawings, on a pillar of concrete. Thirteen steps go up to a door through which only one person at a time can pray. Sunrise gives you the pond alone with the gardener.",
    alt: "Poster of a small square pagoda on a single pillar in a lotus pond",
    questions: [
      "Is the One Pillar Pagoda the original?",
      "What was the emperor's dream?",
      "Can I combine it with the mausoleum?",
    ],
    details: [
      {
        type: "historical_context",
        name: "A dream of 1049",
        text: "The shrine belonged to Diên Hựu pagoda, whose name asks for long-lasting happiness. Monks walked round it chanting for the king's long life.",
      },
      {
        type: "photography_tips",
        name: "Small subject, low place",
        text: "From standing height it disappears between the trees. Sit on the rim of the pond.",
        tips: [
          { type: "dos", text: "Use the lotus leaves as foreground in June." },
          { type: "don'ts", text: "No shorts, the guards send you away." },
          { type: "best_time", text: "07:00, before the mausoleum opens." },
        ],
      },
    ],
    activities: [
      {
        title: "Lotus tea in the garden",
        hours: "June and July, daily 06:00–07:30",
        address: "Chùa Một Cột, Hà Nội",
        description:
          "Green tea that spent the night inside a closed lotus flower, poured beside the pond by a woman from Quảng An whose family scents it by hand.",
        short: "Tea that spent the night inside a flower.",
        highlights: ["Scented by hand", "Early morning", "Two months a year"],
      },
    ],
    locations: [
      {
        title: "Lotus pond",
        hours: "Daily 07:00–18:00",
        description:
          "The square pond under the shrine. The bodhi tree behind it came from India in 1958 as a gift to Hồ Chí Minh.",
        short: "Square pond under the shrine.",
        latitude: 21.0358,
        longitude: 105.8337,
      },
    ],
  },
  {
    slug: "hanoi-old-quarter",
    name: "Hà Nội Old Quarter",
    company: "saigon",
    country: "VN",
    address: "Hàng Buồm, Hoàn Kiếm, Hà Nội, Vietnam",
    latitude: 21.0356,
    longitude: 105.8517,
    keyword: "Phố cổ Hà Nội",
    short:
      "Streets named after what they sold: silver, sails, paper votives, and houses three metres wide.",
    description:
      "Hàng means goods, and the second word tells which: Hàng Bạc silver, Hàng Buồm sails, Hàng Mã paper for the dead. Some streets have kept their trade for four hundred years, others moved from tin to T-shirts. The houses are three metres wide and sixty deep because tax was taken on the front; behind each lies a corridor, a courtyard, three families and a kitchen. We walk it by appetite: phở standing up at six, bún chả when the smoke starts at eleven, and a knee-high stool at the beer corner of Tạ Hiện when the day is over. Crossing the road: slowly, steadily, never back.",
    alt: "Poster of narrow tube houses with balconies, crossing cables and a street seller with baskets",
    questions: [
      "Why are the houses of the Old Quarter so narrow?",
      "Which street still keeps its old trade?",
      "Where do I eat bún chả?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Thirty-six streets",
        text: "The guild streets grew between the citadel and the Red River from the 13th century on. Each guild came from one village, and many still have that village's communal house upstairs.",
      },
      {
        type: "iconic_photos",
        name: "The flower bicycle",
        text: "At dawn the flower sellers come in from Quảng An and turn from Hàng Đậu into Phùng Hưng. Wait at the corner of the painted railway arches.",
      },
      {
        type: "photography_tips",
        name: "Stand still, let it flow",
        text: "A slow shutter turns scooters into ribbons while the sellers stay sharp.",
        tips: [
          { type: "dos", text: "Ask, smile, show the picture." },
          { type: "don'ts", text: "Do not stand on the railway tracks." },
          { type: "best_time", text: "06:00 and 17:30." },
        ],
      },
    ],
    activities: [
      {
        title: "Five bowls, five streets",
        hours: "Daily 17:00–20:30",
        address: "Ô Quan Chưởng gate, Hà Nội",
        description:
          "Phở, bún chả, bánh cuốn, chả cá and something sweet, each on the pavement where it is done best. Bring an appetite and shoes that can get wet.",
        short: "Five dishes, each on the pavement where it is best.",
        highlights: ["Five stops", "Pavement kitchens", "Beer corner"],
      },
    ],
    locations: [
      {
        title: "Ô Quan Chưởng gate",
        description:
          "The last of the old city gates, of 1749, at the east end of Hàng Chiếu. Scooters still drive through it.",
        short: "The last of the old city gates.",
        latitude: 21.0374,
        longitude: 105.8526,
      },
      {
        title: "Đồng Xuân market",
        hours: "Daily 06:00–18:00",
        description:
          "The biggest covered market of the city, of 1889, wholesale upstairs and a food alley on its north side.",
        short: "Covered market with a food alley.",
        latitude: 21.0382,
        longitude: 105.8497,
      },
    ],
  },
  {
    slug: "muong-hoa-terraces",
    name: "Rice Terraces of Mường Hoa",
    company: "saigon",
    country: "VN",
    address: "Tả Van, Sa Pa, Lào Cai, Vietnam",
    latitude: 22.304,
    longitude: 103.889,
    keyword: "Sa Pa terraces",
    short:
      "Walk from Lao Chải to Tả Van along dykes as wide as a foot, with a Hmong guide who grew up between them.",
    description:
      "Mù leads because these are her mother's fields. From Lao Chải to Tả Van the path runs on the dykes, one foot wide, water on the left, a drop on the right, and she does it in plastic sandals while tying hemp. The terraces have been cut over several centuries by Hmong, Dao and Giáy families, each wall no higher than a person can build. In May they are mirrors, in July a green that hurts, in September gold for three weeks. Between two villages lie boulders with carvings that nobody has explained. At noon there is a house with a fire, and the tea tastes of smoke.",
    alt: "Poster of stepped rice terraces in a mountain valley with a wooden house",
    questions: [
      "When are the terraces golden?",
      "How hard is the walk from Lao Chải to Tả Van?",
      "Can I stay overnight with a family?",
    ],
    details: [
      {
        type: "photography_tips",
        name: "Mirror, velvet, gold",
        text: "The same terrace is three pictures: water in May, young rice in July, harvest in September.",
        tips: [
          { type: "dos", text: "Hire a guide from the valley; the money stays there." },
          { type: "don'ts", text: "Do not give sweets or money to children." },
          { type: "best_time", text: "First three weeks of September, 07:00." },
        ],
      },
      {
        type: "historical_context",
        name: "The carved stones",
        text: "About two hundred boulders along the Mường Hoa stream carry lines, steps and figures. The French scholar Victor Goloubew described them in 1925; their age is still disputed.",
      },
    ],
    activities: [
      {
        title: "Dyke walk with lunch",
        hours: "Daily 08:30–14:30",
        address: "Lao Chải, Sa Pa",
        description:
          "Nine kilometres, four hundred metres down, one swing bridge. Lunch is cooked in a Giáy house: pumpkin shoots, tofu, smoked pork and more rice than you will want.",
        short: "Nine kilometres with lunch in a Giáy house.",
        highlights: ["Hmong guide", "Swing bridge", "Lunch by the fire"],
      },
      {
        title: "Indigo afternoon",
        hours: "Daily 14:00–16:30",
        address: "Tả Van, Sa Pa",
        description:
          "Beeswax, a copper pen and a vat that stinks in a healthy way. Your hands stay blue for three days; the cloth stays blue longer.",
        short: "Wax, copper pen and a vat of indigo.",
        highlights: ["Batik with beeswax", "Hemp cloth", "Blue hands"],
      },
    ],
    locations: [
      {
        title: "Tả Van village",
        description:
          "A village of the Giáy at the bottom of the valley, with homestays along the stream and a suspension bridge.",
        short: "Giáy village at the bottom of the valley.",
        latitude: 22.3026,
        longitude: 103.8908,
      },
    ],
  },
  {
    slug: "fansipan",
    name: "Fansipan Summit",
    company: "platform",
    country: "VN",
    address: "Fansipan, Hoàng Liên, Sa Pa, Lào Cai, Vietnam",
    latitude: 22.3033,
    longitude: 103.775,
    keyword: "Fansipan",
    short:
      "The roof of Indochina at 3,143 metres (or 3,147): by cable car in a quarter of an hour, or on foot in two days.",
    description:
      "The steel pyramid on top says 3,143 metres, the survey of 2019 says a little more, and nobody up there has the breath to argue. Until 2016 the summit of Fansipan took two days through bamboo and rhododendron; since then a cable car with a span of more than six kilometres has done it in fifteen minutes, to a terrace with temples and a very tall Buddha. We still offer the old path with porters from Sín Chải and one night in a hut. Whichever way, go early. Most mornings the cloud lies below you until nine, with three or four other summits sticking out like islands.",
    alt: "Poster of a steel summit pyramid above a sea of cloud with a cable car",
    questions: [
      "How high is Fansipan?",
      "Do I need a guide for the path?",
      "Does it snow on the summit?",
    ],
    details: [
      {
        type: "iconic_photos",
        name: "The pyramid and the cloud sea",
        text: "Queue for the pyramid if you must, then go twenty metres further: from the rocks on the west side you get marker, people and clouds in one frame.",
      },
      {
        type: "photography_tips",
        name: "Cold batteries",
        text: "The summit is fifteen degrees colder than Sa Pa, and wind doubles it.",
        tips: [
          { type: "dos", text: "Carry the spare battery inside your jacket." },
          { type: "don'ts", text: "Do not leave the path; the slopes are sheer." },
          { type: "best_time", text: "07:30 to 09:00, October to April." },
        ],
      },
    ],
    activities: [
      {
        title: "The old path, two days",
        hours: "October to April, start 08:00",
        address: "Trạm Tôn pass, Sa Pa",
        description:
          "From Trạm Tôn at 1,900 metres through cardamom and dwarf bamboo to a hut at 2,800; the summit at sunrise, the cable car down for those whose knees vote for it.",
        short: "Hut at 2,800 metres, summit at sunrise.",
        highlights: ["Porters from Sín Chải", "Night in the hut", "Sunrise on top"],
      },
    ],
    locations: [
      {
        title: "Trạm Tôn ranger station",
        hours: "Daily 07:00–10:00",
        description:
          "Start of the path, on the Ô Quý Hồ road. Rangers note your name and the name of your guide.",
        short: "Start of the path on the pass road.",
        latitude: 22.3512,
        longitude: 103.7745,
      },
    ],
  },
];
