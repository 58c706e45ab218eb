import type { ExperienceSeed } from "../types.ts";

/** Lisbon, Sintra, Porto and Braga. */
export const portugalExperiences: readonly ExperienceSeed[] = [
  {
    slug: "belem-tower",
    name: "Belém Tower",
    company: "lisbon",
    country: "PT",
    address: "Avenida Brasília, Belém, Lisbon, Portugal",
    latitude: 38.6916,
    longitude: -9.216,
    keyword: "Torre de Belém",
    short:
      "A fortress dressed as lacework at the edge of the Tejo, with ropes, globes and one small rhinoceros in stone.",
    description:
      "When it was finished around 1520 the tower stood well out in the river and ships passed on both sides; the shore came to it later. Francisco de Arruda built a bastion for cannon and then covered it with what sailors knew: ropes tied in knots, armillary spheres, crosses, and under the north-west turret a rhinoceros, after the one that the king of Portugal sent to the pope in 1515. It drowned on the way. Inside it is steep and narrow, so the best hour is outside, on the steps at low tide, when the wet stone doubles everything and the ferry to Trafaria hoots.",
    alt: "Poster of Belém Tower in the Tejo at sunset with a small sailing boat",
    questions: [
      "Where is the rhinoceros on Belém Tower?",
      "Is the tower open to visitors at the moment?",
      "When is low tide at Belém?",
    ],
    details: [
      {
        type: "historical_context",
        name: "From river fort to prison",
        text: "The tower guarded the harbour mouth together with a battery on the far shore. Later it served as customs house, telegraph station and prison. UNESCO listed it with the monastery in 1983.",
      },
      {
        type: "iconic_photos",
        name: "Reflection at low tide",
        text: "West of the footbridge the steps stay wet after the tide goes out. Hold the camera a hand's breadth above the stone.",
      },
      {
        type: "photography_tips",
        name: "The last quarter of an hour",
        text: "Limestone takes the colour of the sky.",
        tips: [
          { type: "dos", text: "Check the tide table before you choose the day." },
          { type: "don'ts", text: "Do not step on green stone, it is algae." },
          { type: "best_time", text: "Sunset at low tide." },
        ],
      },
    ],
    activities: [
      {
        title: "Reading stone ropes",
        hours: "Tuesday to Sunday 17:00–18:30",
        address: "Garden of Belém Tower, Lisbon",
        description:
          "With binoculars from the garden: knots that a sailor would recognise, a queen's pomegranate, and the rhinoceros without its horn. Ends with a pastel de nata, still warm.",
        short: "Binoculars, knots and a rhinoceros without its horn.",
        highlights: ["Binoculars", "Knots named", "Warm pastel de nata"],
      },
    ],
    locations: [
      {
        title: "River steps",
        hours: "Always open",
        description:
          "Broad steps to the water on the west side of the footbridge. Slippery when wet and always in the wind.",
        short: "Steps to the water, west of the footbridge.",
        latitude: 38.6918,
        longitude: -9.2164,
      },
    ],
  },
  {
    slug: "jeronimos-monastery",
    name: "Jerónimos Monastery",
    company: "lisbon",
    country: "PT",
    address: "Praça do Império, Belém, Lisbon, Portugal",
    latitude: 38.6979,
    longitude: -9.2068,
    keyword: "Mosteiro dos Jerónimos",
    short:
      "A cloister of golden limestone paid for with pepper, where no two columns carry the same carving.",
    description:
      "Five per cent of the pepper, cinnamon and clove that came round Africa went into this stone. The church is tall and dim on columns like palm trees; the cloister beside it is the opposite, two storeys of light with monkeys, dogs and ropes hiding in the tracery. Diogo de Boitaca began in 1501, João de Castilho finished the lower gallery, and the limestone from Alcântara has gone from white to honey since. Walk the upper floor first, anticlockwise, while the groups are still below. In the north-west corner a lion serves as a fountain. It used to be the monks' washing place.",
    alt: "Poster of the two-storey cloister of Jerónimos with its carved arches and inner garden",
    questions: [
      "Who is buried in Jerónimos?",
      "Do I need a ticket for the church?",
      "How was the monastery paid for?",
    ],
    details: [
      {
        type: "famous_visitors",
        name: "Three who stayed",
        text: "Vasco da Gama and Luís de Camões lie opposite each other at the entrance of the church; Fernando Pessoa was brought to the cloister in 1985, fifty years after his death.",
      },
      {
        type: "historical_context",
        name: "Signed in the cloister",
        text: "On 12 June 1985 Portugal signed its accession to the European Communities here, at a table under the arches.",
      },
      {
        type: "iconic_photos",
        name: "Corner to corner",
        text: "From the upper south-east corner the two galleries meet like the pages of an open book. A long lens flattens the arches into lace.",
      },
    ],
    activities: [
      {
        title: "The stone zoo",
        hours: "Tuesday to Sunday 09:30–11:00",
        address: "Praça do Império, Lisbon",
        description:
          "For families: a card with twenty animals to be found in the cloister, some of them imaginary. Whoever finds the snail chooses the café.",
        short: "Twenty carved animals to be found, some imaginary.",
        highlights: ["For families", "Twenty animals", "Find the snail"],
      },
    ],
    locations: [
      {
        title: "South portal",
        hours: "Daily 10:00–17:00",
        description:
          "The portal towards the river, thirty-two metres high, by João de Castilho. Best in the morning, with the light from the side.",
        short: "Thirty-two metres of carving towards the river.",
        latitude: 38.6976,
        longitude: -9.2058,
      },
    ],
  },
  {
    slug: "sao-jorge-castle",
    name: "São Jorge Castle",
    company: "lisbon",
    country: "PT",
    address: "Rua de Santa Cruz do Castelo, Lisbon, Portugal",
    latitude: 38.7139,
    longitude: -9.1335,
    keyword: "Castelo de São Jorge",
    short:
      "Eleven towers, umbrella pines and peacocks on the hill where Lisbon began, with the whole city below.",
    description:
      "The peacocks are louder than the guides. From the ramparts you see why everybody wanted this hill: the river as wide as a sea, the ford of Alcântara, seven ridges. Iron Age pots, a Moorish quarter with bathrooms and the floor of a bishop's palace lie side by side in the excavation at the northern end. The battlements themselves are partly of 1940, when the dictatorship liked its castles complete; we show you which stones are which. In the Tower of Ulysses a camera obscura lays the living city on a table, with ferries you can follow with a finger.",
    alt: "Poster of a castle with square towers on a hill above the red roofs of Lisbon",
    questions: [
      "How old is São Jorge Castle?",
      "How does the camera obscura work?",
      "Which tram goes to the castle?",
    ],
    details: [
      {
        type: "historical_context",
        name: "October 1147",
        text: "Afonso Henriques took the castle from the Moors after a siege of four months, with crusaders from England, Flanders and the Rhineland who had only stopped on the way. One wrote a long letter home about it.",
      },
      {
        type: "iconic_photos",
        name: "Roofs through a crenel",
        text: "The third gap from the cannon frames the square of Rossio, the lift of Santa Justa and the ruined convent in one opening.",
      },
    ],
    activities: [
      {
        title: "Which stone is old?",
        hours: "Daily 09:00–10:30",
        address: "São Jorge Castle, Lisbon",
        description:
          "An archaeologist teaches how to tell a Moorish wall from a medieval one and both from 1940. Afterwards you look at battlements with suspicion for the rest of your life.",
        short: "Tell Moorish, medieval and 1940 apart.",
        highlights: ["With an archaeologist", "Moorish quarter", "Camera obscura"],
      },
    ],
    locations: [
      {
        title: "Terrace of the pines",
        hours: "Daily 09:00–20:00",
        description:
          "The big square inside the gate with cannon and umbrella pines. Late afternoon is best, when the bridge turns red.",
        short: "Cannon, pines and the view over the Tejo.",
        latitude: 38.7132,
        longitude: -9.1341,
      },
    ],
  },
  {
    slug: "portas-do-sol-tram",
    name: "Portas do Sol and Tram 28",
    company: "lisbon",
    country: "PT",
    address: "Largo Portas do Sol, Alfama, Lisbon, Portugal",
    latitude: 38.7123,
    longitude: -9.1302,
    keyword: "Tram 28",
    short:
      "Yellow trams of the 1930s squeeze between tiled walls above the roofs of Alfama and the Tejo.",
    description:
      "The driver leans out to see whether the mirror will fit, and it does, with two fingers to spare. Tram 28 has climbed through Alfama since 1914 on cars built in the 1930s, because nothing longer gets round the corners. We do not queue at Martim Moniz: we walk up through the back stairs, past washing and a tank where it used to be done, and reach the terrace of Portas do Sol when the tram does. Below lie the domes of Santa Engrácia and São Vicente and a river that might be the sea. Ride it then, downhill, at eight in the evening, when there are seats.",
    alt: "Poster of a yellow tram on a steep street between tiled houses with the river below",
    questions: [
      "When is tram 28 least crowded?",
      "Where do I get the best view of Alfama?",
      "Can I pay on the tram?",
    ],
    details: [
      {
        type: "photography_tips",
        name: "Tram, tiles, light",
        text: "Prefocus on the bend by the church of Santa Luzia and listen for the bell.",
        tips: [
          { type: "dos", text: "Step into a doorway when it passes; the mirror does not wait." },
          { type: "don'ts", text: "Do not carry your wallet in the back pocket on the 28." },
          { type: "best_time", text: "07:30, or after 20:00 from May to August." },
        ],
      },
      {
        type: "historical_context",
        name: "The gate of the sun",
        text: "Portas do Sol was a gate of the Moorish wall that looked to the east. The earthquake of 1755 took it; Alfama on its rock was hardly touched, which is why its plan is still that of a medina.",
      },
      {
        type: "iconic_photos",
        name: "Between two blue walls",
        text: "On Rua das Escolas Gerais the track narrows to one and the houses lean in. Stand at the top and let the tram come up to you.",
      },
    ],
    activities: [
      {
        title: "Back stairs of Alfama",
        hours: "Daily 18:00–20:00",
        address: "Chafariz de Dentro, Alfama",
        description:
          "Up from the fountain by the stairs that have no names, with somebody who was born on them. A glass of ginjinha is poured through a window on the way.",
        short: "Nameless stairs and ginjinha through a window.",
        highlights: ["Born-here guide", "Ginjinha", "Evening tram"],
      },
      {
        title: "Paint one tile",
        hours: "Wednesday to Saturday 15:00–17:00",
        address: "Rua dos Remédios, Alfama",
        description:
          "Cobalt goes on pink and comes out of the kiln blue. You paint, the studio fires it overnight, and we bring it to your hotel wrapped in newspaper.",
        short: "Cobalt goes on pink and comes out blue.",
        highlights: ["Azulejo studio", "Fired overnight", "Delivered"],
      },
    ],
    locations: [
      {
        title: "Terrace of Santa Luzia",
        description:
          "The small terrace with bougainvillea and tile panels, one tram stop below Portas do Sol.",
        short: "Bougainvillea, tiles and a pergola.",
        latitude: 38.7117,
        longitude: -9.1303,
      },
    ],
  },
  {
    slug: "santa-justa-lift",
    name: "Santa Justa Lift",
    company: "lisbon",
    country: "PT",
    address: "Rua do Ouro, Baixa, Lisbon, Portugal",
    latitude: 38.7121,
    longitude: -9.1394,
    status: "inactive",
    keyword: "Elevador de Santa Justa",
    short:
      "Forty-five metres of neo-Gothic iron that lift you from the grid of the Baixa to a ruined church.",
    description:
      "Raoul Mesnier du Ponsard built lifts and funiculars for a city that had simply put its quarters at different heights. This one, of 1902, is the only upright one: an iron tower with pointed arches, different on each floor, two cabins in polished wood and brass that ran on steam for the first five years. A footbridge leads from the top across the street to the Carmo, whose roof fell on All Saints' Day 1755 and was never put back. Our trick is to begin there, sit in the nave under the open sky, and come to the platform from above, where there is no queue at all.",
    alt: "Poster of the iron tower of the Santa Justa lift with its footbridge above the roofs",
    questions: [
      "Is the Santa Justa lift running at the moment?",
      "How do I reach the platform without queuing?",
      "What is the ruined church beside it?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Steam, then electricity",
        text: "The lift opened in July 1902 and was electrified in 1907. Mesnier, born in Porto to French parents, had built most of the funiculars of Lisbon before it.",
      },
      {
        type: "iconic_photos",
        name: "Straight down Rua de Santa Justa",
        text: "Five streets away the tower closes the view exactly. At the blue hour the cabins glow when they pass.",
      },
    ],
    activities: [
      {
        title: "From the ruin to the tower",
        hours: "Monday to Saturday 10:00–11:30",
        address: "Largo do Carmo, Lisbon",
        description:
          "The story of the earthquake where its traces are, under the arches without a roof, then across the footbridge to see how the city was drawn anew with a ruler.",
        short: "From the roofless nave across the footbridge.",
        highlights: ["Carmo ruin", "Footbridge", "City of 1755"],
      },
    ],
    locations: [
      {
        title: "Largo do Carmo",
        description:
          "Square with jacarandas and a fountain behind the ruin. In April 1974 the dictatorship ended here, at the barracks on the corner.",
        short: "Jacaranda square behind the ruin.",
        latitude: 38.7119,
        longitude: -9.1407,
      },
    ],
  },
  {
    slug: "pena-palace",
    name: "Pena Palace",
    company: "lisbon",
    country: "PT",
    address: "Estrada da Pena, Sintra, Portugal",
    latitude: 38.7876,
    longitude: -9.3906,
    keyword: "Palácio da Pena",
    short:
      "Red clock tower, yellow domes and a newt-man over the door, on a rock above the fog of Sintra.",
    description:
      "Ferdinand of Saxe-Coburg bought a ruined monastery on a summit in 1838 and asked a mining engineer, Wilhelm von Eschwege, for a castle on the Rhine; what came out is red, yellow and blue, with minarets. Over the gate sits Triton, half man, half fish, holding up a bay window and looking as if it were heavy. Fog comes over the hill from the Atlantic on most mornings and tears open about eleven. Use the time for the park: tree ferns from Australia, a lake with towers for ducks, and the chalet that the king built for the opera singer he married the second time.",
    alt: "Poster of the red and yellow Pena Palace on a rocky summit above misty woods",
    questions: [
      "How do I get up to Pena Palace without a car?",
      "What does the Triton over the gate mean?",
      "Is the park worth it in fog?",
    ],
    details: [
      {
        type: "historical_context",
        name: "An artist king",
        text: "Ferdinand II drew, etched and sang, and worked on the palace until his death in 1885. The monastery's cloister and chapel are still at its heart; the colours were brought back in the 1990s.",
      },
      {
        type: "photography_tips",
        name: "Wait for the tear in the fog",
        text: "From the Cruz Alta or the saint's rock you see the whole silhouette, when you see anything.",
        tips: [
          { type: "dos", text: "Take the first bus, 434, or walk up through Vila Sassetti." },
          { type: "don'ts", text: "Do not drive; the road is closed to visitors' cars." },
          { type: "best_time", text: "10:30 to 12:00, when the fog lifts." },
        ],
      },
      {
        type: "iconic_photos",
        name: "Yellow against red",
        text: "On the Queen's terrace the sundial cannon stands in front and both halves of the palace behind it.",
      },
    ],
    activities: [
      {
        title: "Through the park in the fog",
        hours: "Daily 09:00–12:00",
        address: "Lakes gate, Pena park, Sintra",
        description:
          "From the lakes upwards, with a gardener: camellias from the king's own list, ferns three times your height, and the palace at the end, when it decides to appear.",
        short: "With a gardener from the lakes to the palace.",
        highlights: ["Tree ferns", "Countess's chalet", "Fog included"],
      },
    ],
    locations: [
      {
        title: "Cruz Alta",
        description:
          "The cross on the highest rock of the Sintra hills, 528 metres, half an hour on foot from the palace.",
        short: "Highest rock of the hills, with a cross.",
        latitude: 38.7829,
        longitude: -9.3914,
      },
    ],
  },
  {
    slug: "cabo-da-roca",
    name: "Cabo da Roca",
    company: "lisbon",
    country: "PT",
    address: "Estrada do Cabo da Roca, Colares, Sintra, Portugal",
    latitude: 38.7804,
    longitude: -9.4989,
    keyword: "Cabo da Roca",
    short:
      "The westernmost point of mainland Europe: a lighthouse, a cross, ice plants and a very long drop.",
    description:
      "After this there is nothing until North America, and the wind behaves accordingly. The cape is 140 metres of granite and schist with a red-capped lighthouse that has burned since 1772 and a stone cross with a line of Camões: where the land ends and the sea begins. Buses stop for a quarter of an hour. We come on foot from Azóia, along the edge through ice plants and thrift, and go on to the steps above Praia da Ursa, which many see and few go down. Bring a jacket in August. At sunset somebody always claps, and for once it does not seem silly.",
    alt: "Poster of steep Atlantic cliffs with a lighthouse and a stone cross at sunset",
    questions: [
      "Is Cabo da Roca really the westernmost point?",
      "How dangerous is the path to Praia da Ursa?",
      "How do I get back after sunset?",
    ],
    details: [
      {
        type: "famous_visitors",
        name: "Camões, in one line",
        text: "“Onde a terra se acaba e o mar começa”: the words on the monument are from the third canto of The Lusiads, printed in 1572.",
      },
      {
        type: "photography_tips",
        name: "Wind, salt, edge",
        text: "Spray reaches the top on rough days; wipe the lens after each picture.",
        tips: [
          { type: "dos", text: "Stay behind the fence; the edge is undercut." },
          { type: "don'ts", text: "Do not trample the ice plants for a selfie." },
          { type: "best_time", text: "The hour before sunset, with a westerly." },
        ],
      },
    ],
    activities: [
      {
        title: "Azóia to the edge",
        hours: "Daily, three hours before sunset",
        address: "Bus stop Azóia, Sintra",
        description:
          "Six kilometres on the cliff path with tea from a flask at the lighthouse wall. We check the wind at noon and call off when it is over sixty kilometres an hour.",
        short: "Six kilometres of cliff path, tea at the lighthouse.",
        highlights: ["Cliff path", "Sunset", "Tea from the flask"],
      },
    ],
    locations: [
      {
        title: "Lighthouse",
        description:
          "Portugal's third-oldest lighthouse, on Wednesdays open for visits in the afternoon.",
        short: "Red-capped lighthouse of 1772.",
        latitude: 38.7814,
        longitude: -9.4978,
      },
    ],
  },
  {
    slug: "dom-luis-bridge",
    name: "Dom Luís I Bridge",
    company: "lisbon",
    country: "PT",
    address: "Ponte Luís I, Ribeira, Porto, Portugal",
    latitude: 41.14,
    longitude: -8.6094,
    keyword: "Ponte Luís I",
    short: "Two decks on one iron arch: metro and walkers above, boys who dive for coins below.",
    description:
      "Walk over it twice. On the upper deck, sixty metres above the Douro, you share the way with the metro and look into the washing lines of the Ribeira; on the lower one you smell the river and grilled sardines. Théophile Seyrig, once Eiffel's partner, won the contract against Eiffel, and in 1886 his arch of 172 metres was the longest of its kind. On the south bank flat boats with square sails still lie in front of the port lodges, only for show now. At dusk the gulls sit on the railings of the upper deck, all facing the sea, and for ten minutes nobody speaks.",
    alt: "Poster of Porto's double-deck iron arch bridge with coloured houses and a rabelo boat",
    questions: [
      "Did Eiffel build the Dom Luís I bridge?",
      "Can I walk on both decks?",
      "Where do the port boats lie?",
    ],
    details: [
      {
        type: "historical_context",
        name: "Seyrig against Eiffel",
        text: "Both men had built the Maria Pia railway bridge upstream in 1877 as partners. Two years later they parted in anger, and Seyrig drew this bridge for the Belgian company Willebroeck.",
      },
      {
        type: "iconic_photos",
        name: "From the Serra do Pilar",
        text: "The terrace of the round monastery on the south bank has bridge, river and cathedral in one view, with the sun going down behind them.",
      },
      {
        type: "photography_tips",
        name: "Blue hour on the Douro",
        text: "The lamps go on before the sky is dark; that is the moment.",
        tips: [
          { type: "dos", text: "Rest the camera on the wall of the Jardim do Morro." },
          { type: "don'ts", text: "Do not walk on the metro rails." },
          { type: "best_time", text: "Ten to thirty minutes after sunset." },
        ],
      },
    ],
    activities: [
      {
        title: "Up one deck, down the other",
        hours: "Daily 17:00–19:30",
        address: "São Bento station, Porto",
        description:
          "Over the upper deck to the Jardim do Morro, down by the stairs between the lodges, a glass of white port with tonic, and back on the lower deck with the last of the light.",
        short: "Over the upper deck, back on the lower, one white port between.",
        highlights: ["Both decks", "White port", "Blue hour"],
      },
    ],
    locations: [
      {
        title: "Jardim do Morro",
        description:
          "Park on the south end of the upper deck, where half of Porto sits on the grass at sunset.",
        short: "Sunset lawn at the south end.",
        latitude: 41.1377,
        longitude: -8.6091,
      },
      {
        title: "Cais da Ribeira",
        description:
          "The quay below the bridge on the north bank, with arcades, bars and the boys who jump.",
        short: "Quay with arcades on the north bank.",
        latitude: 41.1405,
        longitude: -8.6118,
      },
    ],
  },
  {
    slug: "bom-jesus-do-monte",
    name: "Bom Jesus do Monte",
    company: "lisbon",
    country: "PT",
    address: "Estrada do Bom Jesus, Tenões, Braga, Portugal",
    latitude: 41.5546,
    longitude: -8.377,
    status: "internal",
    keyword: "Bom Jesus do Monte",
    short:
      "A Baroque staircase that zigzags up a wooded hill, with a fountain for each of the five senses.",
    description:
      "Water runs out of ears, eyes, nose, mouth and hands: on the stairway of the five senses each landing has a fountain that takes its theme literally. Nearly six hundred steps in white plaster and grey granite zigzag up the hill behind Braga; pilgrims used to take them on their knees, some still do at Easter. Beside them the oldest water-balance funicular in the world, of 1882, goes up because the car at the top fills its tank and comes down. We walk up at eight, have coffee by the lake with the rowing boats, and ride down for the sound of it. Draft: dates for the next season are missing.",
    alt: "Poster of a white zigzag stairway climbing through woods to a church with two towers",
    questions: [
      "How many steps has Bom Jesus?",
      "How does the water funicular work?",
      "What do the five fountains show?",
    ],
    details: [
      {
        type: "historical_context",
        name: "A century of steps",
        text: "Archbishop Rodrigo de Moura Teles began the stairway in 1722; Carlos Amarante's church on top was finished in 1811. UNESCO listed the sanctuary in 2019.",
      },
      {
        type: "iconic_photos",
        name: "The zigzag head-on",
        text: "From the lowest landing of the five senses the white ramps stack up to the towers without a gap. Before nine nobody stands on them.",
      },
    ],
    activities: [
      {
        title: "Up by steps, down by water",
        hours: "Daily 08:00–10:30",
        address: "Lower funicular station, Bom Jesus, Braga",
        description:
          "Slowly upwards with a stop at every fountain, then two minutes forty down in a wooden car that runs on nothing but weight.",
        short: "Six hundred steps up, a wooden car down.",
        highlights: ["Five senses", "Funicular of 1882", "Coffee by the lake"],
      },
    ],
    locations: [
      {
        title: "Upper funicular station",
        hours: "Daily 09:00–19:00",
        description: "Small white station beside the church, cars every half hour or when full.",
        short: "Cars every half hour or when full.",
        latitude: 41.5547,
        longitude: -8.3776,
      },
    ],
  },
];
