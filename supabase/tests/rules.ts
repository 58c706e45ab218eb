import {
  type Actor,
  admins,
  editors,
  everybody,
  insiders,
  nobody,
  signedIn,
  superAdmin,
  type World,
} from "./world.ts";

/**
 * Who may do what, table by table: the expectation the tests hold the database to. A new table is
 * one entry here.
 */
export type TableRules = {
  /** Named rows of the world and who sees each. A row not named is not looked at. */
  read: Record<string, readonly Actor[]>;
  /** The key of a named row; by default `id = world.id(name)`. */
  row?: (world: World, name: string) => string;
  /** Statements and whom they succeed for. Each must touch a row when the server runs it. */
  write: Record<string, { statement: (world: World) => string; admits: readonly Actor[] }>;
  /** Columns a signed-in caller may set at all; anon never writes. */
  insertable: string[];
  updatable: string[];
  /** Columns nobody reads through the API. */
  hidden?: string[];
};

/** A value as an SQL literal; the tests' own values only. */
const q = (value: string) => `'${value.replaceAll("'", "''")}'`;
/** UploadThing's keys are letters and digits. */
const ingestKey = (world: World, name: string) => world.id(name).replaceAll("-", "");
const self = (world: World, column: string) => (name: string) => `${column} = ${q(world.id(name))}`;

const experienceColumns = [
  "name",
  "description",
  "thumbnail_description",
  "address",
  "primary_keyword",
  "url_slug",
  "primary_photo",
  "primary_photo_id",
  "primary_video",
  "primary_video_id",
  "photos",
  "photos_id",
  "parent_experience",
  "default_questions",
  "status",
  "latitude",
  "longitude",
];
const activityColumns = [
  "title",
  "hours",
  "address",
  "description",
  "description_thumbnail",
  "primary_photo",
  "primary_photo_id",
  "photos",
  "photos_id",
  "highlights",
  "order_of_appearance",
  "status",
];
const locationColumns = [
  "title",
  "hours",
  "description",
  "description_thumbnail",
  "primary_photo",
  "primary_photo_id",
  "photos",
  "order_of_appearance",
  "status",
  "latitude",
  "longitude",
];
const detailColumns = [
  "type",
  "name",
  "text",
  "media",
  "media_id",
  "tips",
  "created_at",
  "updated_at",
];
const storyColumns = [
  "experience_id",
  "channel_id",
  "status",
  "title",
  "notes",
  "story_content",
  "seo_title_tag",
  "seo_meta_desc",
  "seo_excerpt",
  "seo_slug",
  "long_tail_keyword",
  "hashtags",
];

const challengeColumns = [
  "title",
  "description",
  "theme",
  "thumbnailUrl",
  "backgroundUrl",
  "tourSchedule",
  "status",
  "qrurl",
  "price",
  "starts_at",
  "ends_at",
];
const stepColumns = [
  "position",
  "title",
  "instructions",
  "proof",
  "experience_id",
  "latitude",
  "longitude",
  "radius_m",
  "question",
  "choices",
];
const rewardColumns = [
  "challenge_id",
  "name",
  "description",
  "effective_from",
  "expired_at",
  "valid_days",
  "status",
  "reward_type",
  "amount",
  "stock",
];

export const rules: Record<string, TableRules> = {
  "public.userprofiles": {
    row: (world, name) => self(world, "userid")(name),
    read: {
      traveller: ["traveller", "superAdmin"],
      member: ["member", "superAdmin"],
      superAdmin,
    },
    write: {
      "edit one's own": {
        statement: () => "update public.userprofiles set phone = '1' where userid = auth.uid()",
        admits: signedIn,
      },
      "edit a traveller's": {
        statement: (world) =>
          `update public.userprofiles set phone = '1' where userid = ${q(world.id("traveller"))}`,
        admits: ["traveller"],
      },
      delete: {
        statement: (world) =>
          `delete from public.userprofiles where userid = ${q(world.id("former"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [
      "username",
      "firstname",
      "lastname",
      "phone",
      "language",
      "avatar_id",
      "preferences",
      "facebook",
      "instagram",
      "x",
    ],
  },

  "public.businessprofiles": {
    row: (world, name) => self(world, "businessid")(name),
    read: {
      member: insiders,
      owner: insiders,
      former: ["former", "superAdmin"],
      stranger: ["stranger", "superAdmin"],
      superAdmin,
    },
    write: {
      "edit a member's": {
        statement: (world) =>
          `update public.businessprofiles set phone = '1'
            where businessid = ${q(world.id("member"))}`,
        admits: ["member", "superAdmin"],
      },
      "edit a stranger's": {
        statement: (world) =>
          `update public.businessprofiles set phone = '1'
            where businessid = ${q(world.id("stranger"))}`,
        admits: ["stranger", "superAdmin"],
      },
      delete: {
        statement: (world) =>
          `delete from public.businessprofiles where businessid = ${q(world.id("former"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [
      "businessname",
      "username",
      "phone",
      "description",
      "avatar_id",
      "logo_id",
      "facebook",
      "instagram",
      "x",
      "address",
      "website",
    ],
  },

  "public.channels": {
    read: {
      "channel of member": ["member", "superAdmin"],
      "channel of stranger": ["stranger", "superAdmin"],
    },
    write: {
      "add for oneself": {
        statement: () =>
          "insert into public.channels (name, channel_type) values ('x', 'Instagram') returning id",
        admits: signedIn,
      },
      "add for a member": {
        statement: (world) =>
          `insert into public.channels (user_id, name) values (${q(world.id("member"))}, 'x')`,
        admits: ["member"],
      },
      edit: {
        statement: (world) =>
          `update public.channels set name = 'x' where id = ${q(world.id("channel of member"))}`,
        admits: ["member"],
      },
      delete: {
        statement: (world) =>
          `delete from public.channels where id = ${q(world.id("channel of member"))}`,
        admits: ["member"],
      },
    },
    insertable: ["user_id", "name", "channel_type", "url", "brand_voice"],
    updatable: ["name", "channel_type", "url", "brand_voice"],
  },

  "public.media_assets": {
    read: {
      "editor picture": ["editor", "superAdmin"],
      "traveller picture": ["traveller", "superAdmin"],
      // The uploader left the company: still reads the record, no longer changes it.
      "acme picture": ["former", ...insiders],
      "other picture": ["stranger", "superAdmin"],
    },
    write: {
      "add one's own": {
        statement: () =>
          `insert into public.media_assets (bucket, storage_path, url)
            values ('profile', auth.uid() || '/a.jpg', 'https://x.test/a') returning id`,
        admits: signedIn,
      },
      "add for somebody else": {
        statement: (world) =>
          `insert into public.media_assets (user_id, url)
            values (${q(world.id("traveller"))}, 'https://x.test/a')`,
        admits: ["traveller"],
      },
      "record a file in a traveller's folder": {
        statement: (world) =>
          `insert into public.media_assets (bucket, storage_path, url)
            values ('profile', ${q(`${world.id("traveller")}/b.jpg`)}, 'https://x.test/a')`,
        admits: ["traveller"],
      },
      "add to the company": {
        statement: (world) =>
          `insert into public.media_assets (company_id, url)
            values (${q(world.id("acme"))}, 'https://x.test/a') returning id`,
        admits: editors,
      },
      "describe one's own": {
        statement: (world) =>
          `update public.media_assets set alt = 'x'
            where id = ${q(world.id("traveller picture"))}`,
        admits: ["traveller", "superAdmin"],
      },
      "describe the company's": {
        statement: (world) =>
          `update public.media_assets set alt = 'x' where id = ${q(world.id("acme picture"))}`,
        admits: editors,
      },
      "delete one's own": {
        statement: (world) =>
          `delete from public.media_assets where id = ${q(world.id("traveller picture"))}`,
        admits: ["traveller", "superAdmin"],
      },
      "delete the company's": {
        statement: (world) =>
          `delete from public.media_assets where id = ${q(world.id("acme picture"))}`,
        admits: editors,
      },
    },
    insertable: [
      "user_id",
      "company_id",
      "bucket",
      "storage_path",
      "url",
      "usage",
      "mime_type",
      "size_bytes",
      "width",
      "height",
      "alt",
      "blur_data_url",
    ],
    updatable: ["usage", "alt"],
  },

  "public.company_accounts": {
    read: { acme: signedIn, other: signedIn, platform: signedIn, gone: superAdmin },
    write: {
      edit: {
        statement: (world) =>
          `update public.company_accounts set slogan = 'x' where id = ${q(world.id("acme"))}`,
        admits: admins,
      },
      "edit another company": {
        statement: (world) =>
          `update public.company_accounts set slogan = 'x' where id = ${q(world.id("other"))}`,
        admits: ["stranger", "superAdmin"],
      },
      "edit a deleted company": {
        statement: (world) =>
          `update public.company_accounts set slogan = 'x' where id = ${q(world.id("gone"))}`,
        admits: nobody,
      },
      "add directly": {
        statement: () => "insert into public.company_accounts (name) values ('direct')",
        admits: nobody,
      },
      "delete directly": {
        statement: (world) =>
          `delete from public.company_accounts where id = ${q(world.id("empty"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [
      "name",
      "description",
      "slogan",
      "banner_media_id",
      "logo_id",
      "country",
      "city",
      "time_zone",
    ],
  },

  "public.company_members": {
    read: {
      "acme owner": insiders,
      "acme member": insiders,
      "acme former": superAdmin,
      "other admin": ["stranger", "superAdmin"],
      "gone admin": superAdmin,
    },
    write: {
      "join by oneself": {
        statement: (world) =>
          `insert into public.company_members (company_id, member_id, role)
            values (${q(world.id("acme"))}, ${q(world.id("stranger"))}, 'admin')`,
        admits: nobody,
      },
      "promote directly": {
        statement: (world) =>
          `update public.company_members set role = 'admin' where id = ${q(world.id("acme member"))}`,
        admits: nobody,
      },
      "remove directly": {
        statement: (world) =>
          `delete from public.company_members where id = ${q(world.id("acme member"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
  },

  "public.company_invitations": {
    read: {
      "invitation to acme": admins,
      "accepted invitation to acme": admins,
      "invitation to other": ["stranger", "superAdmin"],
    },
    write: {
      // Neither by hand: whoever chose the token could answer in somebody else's name.
      invite: {
        statement: (world) =>
          `insert into public.company_invitations (company_id, email, role, token_hash)
            values (${q(world.id("acme"))}, 'new@test.example', 'editor', repeat('a', 64))
            returning id`,
        admits: nobody,
      },
      revoke: {
        statement: (world) =>
          `update public.company_invitations set revoked_at = now()
            where id = ${q(world.id("invitation to acme"))}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.company_invitations where id = ${q(world.id("invitation to acme"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
    hidden: ["token_hash"],
  },

  "public.experiences": {
    read: {
      "acme active": everybody,
      "platform active": everybody,
      "acme inactive": insiders,
      "acme internal": insiders,
      "other inactive": ["stranger", "superAdmin"],
      "gone inactive": superAdmin,
    },
    write: {
      add: {
        statement: (world) =>
          `insert into public.experiences (owned_by, name)
            values (${q(world.id("acme"))}, 'Tram') returning id`,
        admits: editors,
      },
      "add without a company": {
        statement: () => "insert into public.experiences (name) values ('Tram') returning id",
        admits: superAdmin,
      },
      "add to a deleted company": {
        statement: (world) =>
          `insert into public.experiences (owned_by, name) values (${q(world.id("gone"))}, 'x')`,
        admits: superAdmin,
      },
      publish: {
        statement: (world) =>
          `update public.experiences set status = 'active'
            where id = ${q(world.id("acme inactive"))}`,
        admits: editors,
      },
      "edit another company's": {
        statement: (world) =>
          `update public.experiences set name = 'x' where id = ${q(world.id("other active"))}`,
        admits: ["stranger", "superAdmin"],
      },
      delete: {
        statement: (world) =>
          `delete from public.experiences where id = ${q(world.id("acme active"))}`,
        admits: admins,
      },
    },
    insertable: ["owned_by", ...experienceColumns],
    updatable: experienceColumns,
  },

  "public.challenges": {
    read: {
      "acme challenge": signedIn,
      "acme draft challenge": insiders,
      "other draft challenge": ["stranger", "superAdmin"],
      "gone challenge": superAdmin,
      "own challenge": ["former", "superAdmin"],
    },
    write: {
      "add to the company": {
        statement: (world) =>
          `insert into public.challenges (company_id, title)
            values (${q(world.id("acme"))}, 'x') returning id`,
        admits: editors,
      },
      "add one's own": {
        // Business people: the traveller is none.
        statement: () =>
          "insert into public.challenges (company_id, title) values (null, 'x') returning id",
        admits: signedIn.filter((actor) => actor !== "traveller"),
      },
      pause: {
        statement: (world) =>
          `update public.challenges set status = 'PASSIVE'
            where id = ${q(world.id("acme challenge"))}`,
        admits: editors,
      },
      "edit one's own": {
        statement: (world) =>
          `update public.challenges set title = 'x' where id = ${q(world.id("own challenge"))}`,
        admits: ["former", "superAdmin"],
      },
      "edit another company's": {
        statement: (world) =>
          `update public.challenges set title = 'x'
            where id = ${q(world.id("other draft challenge"))}`,
        admits: ["stranger", "superAdmin"],
      },
      delete: {
        statement: (world) =>
          `delete from public.challenges where id = ${q(world.id("acme challenge"))}`,
        admits: nobody,
      },
    },
    insertable: ["company_id", ...challengeColumns],
    updatable: challengeColumns,
  },

  "public.challenge_steps": {
    read: {
      "step 1 of acme challenge": signedIn,
      "step 1 of acme draft challenge": insiders,
      "step 1 of own challenge": ["former", "superAdmin"],
    },
    write: {
      add: {
        statement: (world) =>
          `insert into public.challenge_steps (challenge_id, position, title, proof)
            values (${q(world.id("acme draft challenge"))}, 4, 'x', 'qr') returning id`,
        admits: editors,
      },
      edit: {
        statement: (world) =>
          `update public.challenge_steps set title = 'x'
            where id = ${q(world.id("step 1 of acme challenge"))}`,
        admits: editors,
      },
      delete: {
        statement: (world) =>
          `delete from public.challenge_steps
            where id = ${q(world.id("step 1 of acme draft challenge"))}`,
        admits: editors,
      },
    },
    insertable: ["challenge_id", ...stepColumns],
    updatable: stepColumns,
  },

  "public.challenge_step_keys": {
    row: (world, name) => self(world, "step_id")(name),
    read: {
      "step 1 of acme challenge": insiders,
      "step 1 of own challenge": ["former", "superAdmin"],
    },
    write: {
      "change the PIN": {
        statement: (world) =>
          `update public.challenge_step_keys set pin = '0000'
            where step_id = ${q(world.id("step 1 of acme challenge"))}`,
        admits: editors,
      },
      "add by hand": {
        statement: (world) =>
          `insert into public.challenge_step_keys (step_id, pin)
            values (${q(world.id("step 1 of acme challenge"))}, '0000')
            on conflict (step_id) do update set pin = '0000'`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: ["pin", "answer"],
  },

  "public.rewards": {
    read: {
      "reward of acme challenge": signedIn,
      "hidden reward of acme challenge": insiders,
      "reward of acme draft challenge": insiders,
      "reward of own challenge": ["former", "superAdmin"],
    },
    write: {
      add: {
        statement: (world) =>
          `insert into public.rewards (challenge_id, name)
            values (${q(world.id("acme challenge"))}, 'x') returning id`,
        admits: editors,
      },
      edit: {
        statement: (world) =>
          `update public.rewards set stock = 9
            where id = ${q(world.id("reward of acme challenge"))}`,
        admits: editors,
      },
      delete: {
        statement: (world) =>
          `delete from public.rewards where id = ${q(world.id("reward of acme challenge"))}`,
        admits: nobody,
      },
    },
    insertable: rewardColumns,
    updatable: rewardColumns,
  },

  "public.challenge_participations": {
    read: {
      "walk of traveller": ["traveller", ...insiders],
      "walk of member": insiders,
    },
    write: {
      "start by hand": {
        statement: (world) =>
          `insert into public.challenge_participations (challenge_id, user_id)
            values (${q(world.id("acme challenge"))}, ${q(world.id("stranger"))})`,
        admits: nobody,
      },
      "finish by hand": {
        statement: (world) =>
          `update public.challenge_participations set finished_at = now()
            where id = ${q(world.id("walk of traveller"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
  },

  "public.check_ins": {
    read: {
      "check-in on walk of traveller": ["traveller", ...insiders],
      "check-in on walk of member": insiders,
    },
    write: {
      "check in by hand": {
        statement: (world) =>
          `insert into public.check_ins (participation_id, step_id, proof, status)
            values (${q(world.id("walk of traveller"))},
              ${q(world.id("step 2 of acme challenge"))}, 'self', 'pending')`,
        admits: nobody,
      },
      "reject by hand": {
        statement: (world) =>
          `update public.check_ins set status = 'rejected', accepted_at = null
            where id = ${q(world.id("check-in on walk of traveller"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
  },

  "public.reward_grants": {
    read: {
      "grant on walk of traveller": ["traveller", ...insiders],
      "grant on walk of member": insiders,
    },
    write: {
      "redeem by hand": {
        statement: (world) =>
          `update public.reward_grants set redeemed_at = now()
            where id = ${q(world.id("grant on walk of traveller"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
  },

  "public.experience_details": {
    read: {
      "block of acme active": everybody,
      "block of acme internal": insiders,
      "block of other inactive": ["stranger", "superAdmin"],
    },
    write: {
      add: {
        statement: (world) =>
          `insert into public.experience_details (experience_id, text)
            values (${q(world.id("acme active"))}, 'x') returning id`,
        admits: editors,
      },
      edit: {
        statement: (world) =>
          `update public.experience_details set text = 'x'
            where id = ${q(world.id("block of acme active"))}`,
        admits: editors,
      },
      delete: {
        statement: (world) =>
          `delete from public.experience_details
            where id = ${q(world.id("block of acme active"))}`,
        admits: editors,
      },
    },
    insertable: ["experience_id", ...detailColumns],
    updatable: detailColumns,
  },

  "public.activities": {
    read: {
      "activity of acme active": everybody,
      "inactive activity of acme active": signedIn,
      "deleted activity of acme active": insiders,
      "activity of acme internal": insiders,
      "activity of other inactive": ["stranger", "superAdmin"],
    },
    write: {
      add: {
        statement: (world) =>
          `insert into public.activities (experience_id, title)
            values (${q(world.id("acme active"))}, 'x') returning id`,
        admits: editors,
      },
      edit: {
        statement: (world) =>
          `update public.activities set status = 'deleted'
            where id = ${q(world.id("activity of acme active"))}`,
        admits: editors,
      },
      delete: {
        statement: (world) =>
          `delete from public.activities where id = ${q(world.id("activity of acme active"))}`,
        admits: editors,
      },
    },
    insertable: ["experience_id", ...activityColumns],
    updatable: activityColumns,
  },

  "public.locations": {
    read: {
      "place of acme active": everybody,
      "deleted place of acme active": insiders,
      "place of acme internal": insiders,
      "linked place": everybody,
      "internal linked place": insiders,
      "free place": ["editor", "superAdmin"],
      "place of other inactive": ["stranger", "superAdmin"],
    },
    write: {
      add: {
        statement: (world) =>
          `insert into public.locations (experience_id, title)
            values (${q(world.id("acme active"))}, 'x') returning id`,
        admits: editors,
      },
      "add a free one": {
        // Editors of any company: the stranger has one of their own.
        statement: () => "insert into public.locations (title) values ('x') returning id",
        admits: ["stranger", ...editors],
      },
      edit: {
        statement: (world) =>
          `update public.locations set title = 'x'
            where id = ${q(world.id("place of acme active"))}`,
        admits: editors,
      },
      "edit a free one": {
        statement: (world) =>
          `update public.locations set title = 'x' where id = ${q(world.id("free place"))}`,
        admits: ["editor", "superAdmin"],
      },
      "edit a linked one": {
        statement: (world) =>
          `update public.locations set title = 'x' where id = ${q(world.id("linked place"))}`,
        admits: editors,
      },
      "take away softly": {
        statement: (world) =>
          `update public.locations set status = 'deleted'
            where id = ${q(world.id("place of acme active"))}`,
        admits: editors,
      },
      "take a linked one away softly": {
        statement: (world) =>
          `update public.locations set status = 'deleted'
            where id = ${q(world.id("linked place"))}`,
        admits: editors,
      },
      delete: {
        statement: (world) =>
          `delete from public.locations where id = ${q(world.id("place of acme active"))}`,
        admits: editors,
      },
      "delete a free one": {
        statement: (world) =>
          `delete from public.locations where id = ${q(world.id("free place"))}`,
        admits: ["editor", "superAdmin"],
      },
    },
    insertable: ["experience_id", ...locationColumns],
    updatable: locationColumns,
  },

  "public.experience_location_links": {
    row: (world, name) => self(world, "location_id")(name),
    read: { "linked place": everybody, "internal linked place": insiders },
    write: {
      "link a place of the company": {
        statement: (world) =>
          `insert into public.experience_location_links (experience_id, location_id)
            values (${q(world.id("acme inactive"))}, ${q(world.id("place of acme active"))})
            returning location_id`,
        admits: editors,
      },
      "link another company's place": {
        statement: (world) =>
          `insert into public.experience_location_links (experience_id, location_id)
            values (${q(world.id("acme inactive"))}, ${q(world.id("place of other inactive"))})`,
        admits: superAdmin,
      },
      unlink: {
        statement: (world) =>
          `delete from public.experience_location_links
            where location_id = ${q(world.id("linked place"))}`,
        admits: editors,
      },
    },
    insertable: ["experience_id", "location_id"],
    updatable: [],
  },

  "public.visits": {
    read: {
      "visit of traveller": ["traveller", "superAdmin"],
      "visit of member": ["member", "superAdmin"],
    },
    write: {
      "mark an active experience": {
        statement: (world) =>
          `insert into public.visits (experience_id)
            values (${q(world.id("other active"))}) returning id`,
        admits: signedIn,
      },
      "mark a hidden experience": {
        statement: (world) =>
          `insert into public.visits (experience_id) values (${q(world.id("acme inactive"))})`,
        admits: insiders,
      },
      "mark for somebody else": {
        statement: (world) =>
          `insert into public.visits (user_id, experience_id)
            values (${q(world.id("former"))}, ${q(world.id("other active"))})`,
        admits: ["former"],
      },
      edit: {
        statement: (world) =>
          `update public.visits set is_visited = false where id = ${world.id("visit of traveller")}`,
        admits: ["traveller"],
      },
      delete: {
        statement: (world) =>
          `delete from public.visits where id = ${world.id("visit of traveller")}`,
        admits: ["traveller"],
      },
    },
    insertable: ["user_id", "experience_id", "is_visited"],
    updatable: ["is_visited"],
  },

  "public.visitors": {
    // Of the traveller's e-mail address and of one nobody has.
    read: {
      "registration of traveller": ["traveller", "superAdmin"],
      "registration of nobody": superAdmin,
    },
    write: {
      register: {
        statement: (world) =>
          `insert into public.visitors (email, company_id)
            values ('new@test.example', ${q(world.id("acme"))})`,
        admits: nobody,
      },
      edit: {
        statement: (world) =>
          `update public.visitors set language = 'vi'
            where id = ${q(world.id("registration of traveller"))}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.visitors where id = ${q(world.id("registration of traveller"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
  },

  "public.stories": {
    read: {
      "draft of traveller": ["traveller", "superAdmin"],
      "story of traveller": everybody,
      "story of member": everybody,
      "story of a hidden place": insiders,
      "story of no place": everybody,
    },
    write: {
      "write about an active experience": {
        statement: (world) =>
          `insert into public.stories (experience_id, title)
            values (${q(world.id("acme active"))}, 'x') returning id`,
        admits: signedIn,
      },
      "write about a hidden experience": {
        statement: (world) =>
          `insert into public.stories (experience_id, title)
            values (${q(world.id("acme internal"))}, 'x')`,
        admits: insiders,
      },
      "write as somebody else": {
        statement: (world) =>
          `insert into public.stories (user_id, title) values (${q(world.id("traveller"))}, 'x')`,
        admits: ["traveller"],
      },
      "write in a member's channel": {
        statement: (world) =>
          `insert into public.stories (channel_id) values (${q(world.id("channel of member"))})`,
        admits: ["member"],
      },
      edit: {
        statement: (world) =>
          `update public.stories set title = 'x' where id = ${q(world.id("draft of traveller"))}`,
        admits: ["traveller"],
      },
      "move into a stranger's channel": {
        statement: (world) =>
          `update public.stories set channel_id = ${q(world.id("channel of stranger"))}
            where id = ${q(world.id("draft of traveller"))}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.stories where id = ${q(world.id("draft of traveller"))}`,
        admits: ["traveller"],
      },
    },
    insertable: ["user_id", ...storyColumns],
    updatable: storyColumns,
    hidden: ["notes", "company_id"],
  },

  "public.story_media": {
    row: (world, name) => self(world, "story_id")(name),
    read: { "story of traveller": signedIn, "story of a hidden place": insiders },
    write: {
      "attach one's own picture": {
        statement: (world) =>
          `insert into public.story_media (story_id, media_id)
            values (${q(world.id("draft of traveller"))}, ${q(world.id("traveller picture"))})
            returning media_id`,
        admits: ["traveller"],
      },
      "attach somebody else's picture": {
        statement: (world) =>
          `insert into public.story_media (story_id, media_id)
            values (${q(world.id("draft of traveller"))}, ${q(world.id("editor picture"))})`,
        admits: nobody,
      },
      detach: {
        statement: (world) =>
          `delete from public.story_media where story_id = ${q(world.id("story of traveller"))}`,
        admits: ["traveller"],
      },
    },
    insertable: ["story_id", "media_id", "position"],
    updatable: [],
  },

  "public.likes": {
    read: {
      "like of traveller": ["traveller", "superAdmin"],
      "like of member": ["member", "superAdmin"],
    },
    write: {
      "like a story": {
        statement: (world) =>
          `insert into public.likes (story_id) values (${q(world.id("story of no place"))})
            returning id`,
        admits: signedIn,
      },
      "like a hidden story": {
        statement: (world) =>
          `insert into public.likes (story_id) values (${q(world.id("story of a hidden place"))})`,
        admits: insiders,
      },
      "like for somebody else": {
        statement: (world) =>
          `insert into public.likes (user_id, story_id)
            values (${q(world.id("former"))}, ${q(world.id("story of no place"))})`,
        admits: ["former"],
      },
      "take back": {
        statement: (world) =>
          `delete from public.likes where id = ${q(world.id("like of member"))}`,
        admits: ["member"],
      },
    },
    insertable: ["user_id", "story_id"],
    updatable: [],
  },

  "public.shares": {
    read: {
      "share of traveller": ["traveller", "superAdmin"],
      "share of member": ["member", "superAdmin"],
    },
    write: {
      "share a story": {
        statement: (world) =>
          `insert into public.shares (story_id, platform)
            values (${q(world.id("story of no place"))}, 'twitter') returning id`,
        admits: signedIn,
      },
      "share a hidden story": {
        statement: (world) =>
          `insert into public.shares (story_id, platform)
            values (${q(world.id("story of a hidden place"))}, 'twitter')`,
        admits: insiders,
      },
      "share for somebody else": {
        statement: (world) =>
          `insert into public.shares (user_id, story_id, platform)
            values (${q(world.id("former"))}, ${q(world.id("story of no place"))}, 'twitter')`,
        admits: ["former"],
      },
    },
    insertable: ["user_id", "story_id", "platform"],
    updatable: [],
  },

  "public.comments": {
    read: { "comment of stranger": signedIn, "comment on a hidden place": insiders },
    write: {
      "comment on a story": {
        statement: (world) =>
          `insert into public.comments (story_id, content)
            values (${q(world.id("story of no place"))}, 'x') returning id`,
        admits: signedIn,
      },
      "comment on a hidden story": {
        statement: (world) =>
          `insert into public.comments (story_id, content)
            values (${q(world.id("story of a hidden place"))}, 'x')`,
        admits: insiders,
      },
      "comment as somebody else": {
        statement: (world) =>
          `insert into public.comments (user_id, story_id, content)
            values (${q(world.id("former"))}, ${q(world.id("story of no place"))}, 'x')`,
        admits: ["former"],
      },
      edit: {
        statement: (world) =>
          `update public.comments set content = 'x'
            where id = ${q(world.id("comment of stranger"))}`,
        admits: ["stranger"],
      },
      delete: {
        statement: (world) =>
          `delete from public.comments where id = ${q(world.id("comment of stranger"))}`,
        admits: ["stranger", "superAdmin"],
      },
    },
    insertable: ["user_id", "story_id", "content"],
    updatable: ["content"],
  },

  "public.comment_media": {
    row: (world, name) => self(world, "comment_id")(name),
    read: { "comment of stranger": signedIn, "comment on a hidden place": insiders },
    write: {
      "attach one's own picture": {
        statement: (world) =>
          `insert into public.comment_media (comment_id, media_id)
            values (${q(world.id("comment of stranger"))}, ${q(world.id("stranger picture"))})
            returning media_id`,
        admits: ["stranger"],
      },
      "attach somebody else's picture": {
        statement: (world) =>
          `insert into public.comment_media (comment_id, media_id)
            values (${q(world.id("comment of stranger"))}, ${q(world.id("editor picture"))})`,
        admits: nobody,
      },
      "attach one's own picture to somebody else's comment": {
        statement: (world) =>
          `insert into public.comment_media (comment_id, media_id)
            values (${q(world.id("comment of stranger"))}, ${q(world.id("traveller picture"))})`,
        admits: nobody,
      },
      detach: {
        statement: (world) =>
          `delete from public.comment_media
            where comment_id = ${q(world.id("comment of stranger"))}`,
        admits: ["stranger"],
      },
    },
    insertable: ["comment_id", "media_id", "position"],
    updatable: [],
  },

  "secondary.reporters_stories": {
    row: (world, name) => self(world, "story_id")(name),
    read: { "story of traveller": ["traveller", "superAdmin"] },
    write: {
      "link one's own story": {
        statement: (world) =>
          `insert into secondary.reporters_stories (story_id, reporter_id)
            values (${q(world.id("draft of traveller"))}, ${q(world.id("traveller"))})
            returning story_id`,
        admits: ["traveller"],
      },
      delete: {
        statement: (world) =>
          `delete from secondary.reporters_stories
            where story_id = ${q(world.id("story of traveller"))}`,
        admits: nobody,
      },
    },
    insertable: ["story_id", "reporter_id", "experience_id"],
    updatable: [],
  },

  // Appended to by triggers and the server, read by the functions that count.
  "public.events": {
    read: { "event of traveller's visit": nobody, "event of member's visit": nobody },
    write: {
      add: {
        statement: (world) =>
          `insert into public.events (kind, experience_id, person)
            values ('visit', ${q(world.id("acme active"))}, ${q(world.id("traveller"))})`,
        admits: nobody,
      },
      edit: {
        statement: (world) =>
          `update public.events set bot = true
            where id = ${world.id("event of traveller's visit")}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.events where id = ${world.id("event of traveller's visit")}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
    hidden: [
      "id",
      "created_at",
      "kind",
      "company_id",
      "experience_id",
      "story_id",
      "challenge_id",
      "person",
      "anonymous",
      "source",
      "placement",
      "language",
      "own_member",
      "bot",
      "test",
    ],
  },

  "public.audit_log": {
    read: { "log of acme": admins, "log of other": ["stranger", "superAdmin"] },
    write: {
      add: {
        statement: (world) =>
          `insert into public.audit_log (company_id, action, entity, entity_id)
            values (${q(world.id("acme"))}, 'create', 'x', ${q(world.id("acme"))})`,
        admits: nobody,
      },
      edit: {
        statement: (world) =>
          `update public.audit_log set entity = 'x' where id = ${world.id("log of acme")}`,
        admits: nobody,
      },
      delete: {
        statement: (world) => `delete from public.audit_log where id = ${world.id("log of acme")}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
  },

  "public.idempotency_keys": {
    row: (world, name) => `key = ${q(world.id(name))}`,
    read: { "key of traveller": nobody },
    write: {
      add: {
        statement: () =>
          `insert into public.idempotency_keys (operation, key, request_hash)
            values ('x', 'x', repeat('0', 64))`,
        admits: nobody,
      },
      edit: {
        statement: (world) =>
          `update public.idempotency_keys set status = 200, body = '{}'
            where key = ${q(world.id("key of traveller"))}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.idempotency_keys where key = ${q(world.id("key of traveller"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
    hidden: [
      "user_id",
      "operation",
      "key",
      "request_hash",
      "attempt",
      "status",
      "body",
      "created_at",
      "held_until",
      "expires_at",
    ],
  },

  "public.chat_threads": {
    read: {
      "thread of traveller": ["traveller"],
      "thread of member": ["member"],
      // Only delete_chat_thread brings it back.
      "deleted thread of traveller": nobody,
    },
    write: {
      "add one's own": {
        statement: () => "insert into public.chat_threads (title) values ('x') returning id",
        admits: signedIn,
      },
      "add for a traveller": {
        statement: (world) =>
          `insert into public.chat_threads (user_id) values (${q(world.id("traveller"))})`,
        admits: ["traveller"],
      },
      rename: {
        statement: (world) =>
          `update public.chat_threads set title = 'x'
            where id = ${q(world.id("thread of traveller"))}`,
        admits: ["traveller"],
      },
      "rename what is deleted": {
        statement: (world) =>
          `update public.chat_threads set title = 'x'
            where id = ${q(world.id("deleted thread of traveller"))}`,
        admits: nobody,
      },
      // Reads no column, so only the policy of UPDATE stands in the way.
      "rename whatever there is": {
        statement: () => "update public.chat_threads set title = 'x'",
        admits: ["traveller", "member"],
      },
      delete: {
        statement: (world) =>
          `delete from public.chat_threads where id = ${q(world.id("thread of traveller"))}`,
        admits: ["traveller"],
      },
      "delete whatever there is": {
        statement: () => "delete from public.chat_threads",
        admits: ["traveller", "member"],
      },
    },
    insertable: ["user_id", "title", "company_id"],
    updatable: ["title"],
  },

  "public.chat_messages": {
    read: {
      "message of traveller": ["traveller"],
      "message of member": ["member"],
      "deleted message of traveller": nobody,
    },
    write: {
      add: {
        statement: (world) =>
          `insert into public.chat_messages (thread_id, role, content)
            values (${q(world.id("thread of traveller"))}, 'user', 'x') returning id`,
        admits: ["traveller"],
      },
      // Reads no row back, so only the policy of INSERT stands in the way.
      "add unseen": {
        statement: (world) =>
          `insert into public.chat_messages (thread_id, role, content)
            values (${q(world.id("thread of traveller"))}, 'user', 'x')`,
        admits: ["traveller"],
      },
      "rewrite what was said": {
        statement: (world) =>
          `update public.chat_messages set content = 'x'
            where id = ${q(world.id("message of traveller"))}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.chat_messages where id = ${q(world.id("message of traveller"))}`,
        admits: nobody,
      },
    },
    insertable: ["thread_id", "role", "content", "parts", "use_id"],
    updatable: [],
  },

  "public.upload_parts": {
    row: (world, name) => `upload_id = ${q(world.id(name.replace("part of ", "")))}`,
    read: {
      "part of upload of traveller": ["traveller"],
      "part of upload of member": ["member"],
    },
    write: {
      "declare a part": {
        statement: (world) =>
          `insert into public.upload_parts (upload_id, part, size_bytes, sha256)
            values (${q(world.id("upload of traveller"))}, 2, 10, repeat('b', 64))`,
        admits: nobody,
      },
      "say it is another": {
        statement: () => "update public.upload_parts set sha256 = repeat('b', 64)",
        admits: nobody,
      },
      delete: { statement: () => "delete from public.upload_parts", admits: nobody },
    },
    insertable: [],
    updatable: [],
  },

  "public.ai_uses": {
    read: { "question of traveller": ["traveller"], "question of member": ["member"] },
    write: {
      "note one's own": {
        statement: (world) =>
          `insert into public.ai_uses (user_id, purpose, model)
            values (${q(world.id("traveller"))}, 'search', 'x')`,
        admits: nobody,
      },
      rate: {
        statement: (world) =>
          `update public.ai_uses set helpful = true
            where id = ${q(world.id("question of traveller"))}`,
        admits: ["traveller"],
      },
      // Reads no column, so only the policy of UPDATE stands in the way.
      "rate whatever there is": {
        statement: () => "update public.ai_uses set helpful = true",
        admits: ["traveller", "member"],
      },
      "take back what was used": {
        statement: (world) =>
          `update public.ai_uses set input_tokens = 0
            where id = ${q(world.id("question of traveller"))}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.ai_uses where id = ${q(world.id("question of traveller"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: ["helpful", "reason", "remark"],
  },

  "public.uploads": {
    read: { "upload of traveller": ["traveller"], "upload of member": ["member"] },
    write: {
      "begin one's own": {
        statement: () =>
          `insert into public.uploads (file_name, total_parts) values ('a.jpg', 2) returning id`,
        admits: signedIn,
      },
      "begin for a traveller": {
        statement: (world) =>
          `insert into public.uploads (user_id, file_name, total_parts)
            values (${q(world.id("traveller"))}, 'a.jpg', 2)`,
        admits: ["traveller"],
      },
      "declare complete": {
        statement: (world) =>
          `update public.uploads set status = 'completed', received_parts = '{1,2}'
            where id = ${q(world.id("upload of traveller"))}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.uploads where id = ${q(world.id("upload of traveller"))}`,
        admits: ["traveller"],
      },
      "delete whatever there is": {
        statement: () => "delete from public.uploads",
        admits: ["traveller", "member"],
      },
    },
    insertable: ["user_id", "file_name", "mime_type", "total_parts", "file_size", "chunk_size"],
    updatable: [],
  },

  "public.experiences_activities_localizations": {
    read: {
      "translation of acme active": everybody,
      "translation of activity of acme active": everybody,
      "translation of deleted activity of acme active": insiders,
      "translation of acme internal": insiders,
    },
    write: {
      add: {
        statement: (world) =>
          `insert into public.experiences_activities_localizations (experience_id, language, name)
            values (${q(world.id("acme active"))}, 'ja', 'x')`,
        admits: nobody,
      },
      edit: {
        statement: (world) =>
          `update public.experiences_activities_localizations set name = 'x'
            where id = ${q(world.id("translation of acme active"))}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.experiences_activities_localizations
            where id = ${q(world.id("translation of acme active"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
  },

  "public.notification_settings": {
    row: (world, name) =>
      `company_id = ${q(world.id("acme"))} and member_id = ${q(world.id(name))}`,
    read: { "wishes of admin": ["admin"], "wishes of former": ["former"] },
    write: {
      "choose for the editor": {
        statement: (world) =>
          `insert into public.notification_settings (company_id, member_id, weekly_summary)
            values (${q(world.id("acme"))}, ${q(world.id("editor"))}, true)`,
        admits: ["editor"],
      },
      "choose in a company one does not work for": {
        statement: (world) =>
          `insert into public.notification_settings (company_id, member_id, weekly_summary)
            values (${q(world.id("other"))}, ${q(world.id("editor"))}, true)`,
        admits: nobody,
      },
      "change the admin's": {
        statement: (world) =>
          `update public.notification_settings set weekly_summary = true
            where company_id = ${q(world.id("acme"))} and member_id = ${q(world.id("admin"))}`,
        admits: ["admin"],
      },
      "change whatever there is": {
        statement: () => "update public.notification_settings set weekly_summary = true",
        admits: ["admin"],
      },
      "change those of a company one left": {
        statement: (world) =>
          `update public.notification_settings set weekly_summary = true
            where company_id = ${q(world.id("acme"))} and member_id = ${q(world.id("former"))}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.notification_settings where company_id = ${q(world.id("acme"))}`,
        admits: nobody,
      },
    },
    insertable: ["company_id", "member_id", "weekly_summary"],
    updatable: ["weekly_summary"],
  },

  "public.ingest_files": {
    row: (world, name) => `key = ${q(ingestKey(world, name))}`,
    read: { "file on its way": nobody },
    write: {
      add: {
        statement: (world) =>
          `insert into public.ingest_files (key, user_id, slug, custom_id, metadata)
            values ('k0123456789012345678901', ${q(world.id("traveller"))}, 'x', 'x', '{}')`,
        admits: nobody,
      },
      edit: {
        statement: (world) =>
          `update public.ingest_files set received = 0
            where key = ${q(ingestKey(world, "file on its way"))}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.ingest_files where key = ${q(ingestKey(world, "file on its way"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
    hidden: [
      "key",
      "user_id",
      "slug",
      "custom_id",
      "metadata",
      "file_size",
      "received",
      "parts",
      "writer",
      "claimed_at",
      "result",
      "expires_at",
      "created_at",
      "updated_at",
    ],
  },

  "public.withdrawn_links": {
    row: (world, name) => `media_id = ${q(world.id(name))}`,
    read: { "acme picture": nobody },
    write: {
      add: {
        statement: (world) =>
          `insert into public.withdrawn_links (media_id) values (${q(world.id("other picture"))})`,
        admits: nobody,
      },
      edit: {
        statement: (world) =>
          `update public.withdrawn_links set old_path = 'x'
            where media_id = ${q(world.id("acme picture"))}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.withdrawn_links where media_id = ${q(world.id("acme picture"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
    hidden: ["media_id", "old_path", "created_at"],
  },

  "public.mail_outbox": {
    read: { "mail to acme": nobody },
    write: {
      send: {
        statement: () =>
          `insert into public.mail_outbox (recipient, template, props)
            values ('a@b.test', 'message', '{}')`,
        admits: nobody,
      },
      edit: {
        statement: (world) =>
          `update public.mail_outbox set props = '{}' where id = ${q(world.id("mail to acme"))}`,
        admits: nobody,
      },
      delete: {
        statement: (world) =>
          `delete from public.mail_outbox where id = ${q(world.id("mail to acme"))}`,
        admits: nobody,
      },
    },
    insertable: [],
    updatable: [],
    hidden: [
      "id",
      "recipient",
      "template",
      "language",
      "props",
      "is_secret",
      "status",
      "attempts",
      "next_attempt_at",
      "give_up_at",
      "last_error",
      "failure",
      "batch",
      "provider_id",
      "company_id",
      "invitation_id",
      "created_by",
      "sent_at",
      "created_at",
      "updated_at",
    ],
  },

  "storage.objects": {
    row: (world, name) => `id = ${q(world.id(name))}`,
    read: {
      "file of traveller picture": ["traveller", "superAdmin"],
      "file of acme picture": ["former", ...insiders],
      "file of other picture": ["stranger", "superAdmin"],
      "unregistered file": ["traveller", "superAdmin"],
      "part of traveller": ["traveller"],
    },
    write: {
      "upload into one's own folder": {
        statement: () =>
          `insert into storage.objects (bucket_id, name)
            values ('experience', auth.uid() || '/new.jpg') returning id`,
        admits: signedIn,
      },
      "upload into a traveller's folder": {
        statement: (world) =>
          `insert into storage.objects (bucket_id, name)
            values ('experience', ${q(`${world.id("traveller")}/new.jpg`)})`,
        admits: ["traveller"],
      },
      "add a part to a traveller's upload": {
        statement: (world) =>
          `insert into storage.objects (bucket_id, name) values ('uploads',
            auth.uid() || ${q(`/${world.id("upload of traveller")}/1-x`)})`,
        admits: ["traveller"],
      },
      "add a part to no upload": {
        statement: () =>
          `insert into storage.objects (bucket_id, name)
            values ('uploads', auth.uid() || '/' || gen_random_uuid() || '/1-x')`,
        admits: nobody,
      },
      "delete a part of a traveller's upload": {
        statement: (world) =>
          `delete from storage.objects where id = ${q(world.id("part of traveller"))}`,
        admits: ["traveller"],
      },
      "replace one's own": {
        statement: (world) =>
          `update storage.objects set metadata = '{}'
            where id = ${q(world.id("file of traveller picture"))}`,
        admits: ["traveller", "superAdmin"],
      },
      // The uploader left: what they gave the company is no longer theirs to change.
      "replace the company's": {
        statement: (world) =>
          `update storage.objects set metadata = '{}'
            where id = ${q(world.id("file of acme picture"))}`,
        admits: editors,
      },
      "move into somebody else's folder": {
        statement: (world) =>
          `update storage.objects set name = ${q(`${world.id("editor")}/new.jpg`)}
            where id = ${q(world.id("file of traveller picture"))}`,
        admits: superAdmin,
      },
      "delete one's own": {
        statement: (world) =>
          `delete from storage.objects where id = ${q(world.id("unregistered file"))}`,
        admits: ["traveller", "superAdmin"],
      },
      "delete the company's": {
        statement: (world) =>
          `delete from storage.objects where id = ${q(world.id("file of acme picture"))}`,
        admits: editors,
      },
    },
    // Storage grants whole tables, as upstream; its policies decide.
    insertable: ["*"],
    updatable: ["*"],
  },
};
