/** `channel`: where somebody publishes stories, and in which voice. */
import "server-only";
import { z } from "zod";
import { LARGE_BODY_BYTES } from "@/lib/api/body";
import { AppError } from "@/lib/api/errors";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid } from "@/lib/api/schemas";
import { createChannel, deleteChannel, updateChannel } from "@/lib/channels/mutations";
import { getChannel, listChannels } from "@/lib/channels/queries";
import { channelPatch, channelRow, newChannel } from "@/lib/channels/schemas";

const channelId = { "channel-id": uuid };
const done = z.object({ data: z.object({ message: z.string(), id: z.string() }) });

const create = operation({
  id: "channel.create",
  summary: "Create a channel.",
  access: "user",
  role: "any user; the channel is theirs",
  body: newChannel,
  success: { status: 201, schema: done },
  example: {
    as: "traveller",
    body: {
      name: "Street food diary",
      channel_type: "Instagram",
      url: "https://www.instagram.com/example",
      brand_voice: "Short sentences, always hungry.",
    },
  },
  async handle({ db, body }) {
    const { id } = await createChannel(db, body);
    return { data: { message: "The channel is created.", id } };
  },
});

const list = operation({
  id: "channel.get-all",
  summary: "One's own channels, newest first.",
  access: "user",
  role: "self",
  query: pagingQuery,
  success: { status: 200, schema: pageOf(channelRow) },
  example: { as: "traveller" },
  handle: ({ db, query }) => listChannels(db, query),
});

const get = operation({
  id: "channel.get",
  summary: "One of one's channels.",
  access: "user",
  role: "channel owner",
  query: channelId,
  failures: ["not_found"],
  success: { status: 200, schema: z.object({ data: channelRow }) },
  example: { as: "traveller", query: { "channel-id": exampleIds.channel } },
  async handle({ db, query }) {
    const data = await getChannel(db, query["channel-id"]);
    if (!data) throw new AppError("not_found", "There is no such channel.");
    return { data };
  },
});

const update = operation({
  id: "channel.update",
  summary: "Change a channel.",
  description: "The whole row may be sent back: owner and times stay what they are.",
  access: "user",
  role: "channel owner",
  query: channelId,
  body: channelPatch,
  maxBodyBytes: LARGE_BODY_BYTES,
  failures: ["not_found", "forbidden"],
  success: { status: 200, schema: z.object({ data: channelRow }) },
  example: {
    as: "traveller",
    query: { "channel-id": exampleIds.channel },
    body: { brand_voice: "Warm, plain, a little dry." },
  },
  async handle({ db, query, body }) {
    return { data: await updateChannel(db, query["channel-id"], body) };
  },
});

const remove = operation({
  id: "channel.delete",
  summary: "Delete a channel; its stories stay.",
  access: "user",
  role: "channel owner",
  query: channelId,
  failures: ["not_found", "forbidden"],
  success: { status: 200, schema: done },
  example: { as: "traveller", query: { "channel-id": exampleIds.channel } },
  async handle({ db, query }) {
    const id = query["channel-id"];
    await deleteChannel(db, id);
    return { data: { message: "The channel is deleted.", id } };
  },
});

export const channels: Resource = {
  address: "channel",
  list,
  one: get,
  selectedBy: ["channel-id"],
  post: create,
  put: update,
  delete: remove,
};
