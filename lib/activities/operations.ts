/** `activities`, as installed clients know them. */
import "server-only";
import { z } from "zod";
import { findActivity, listActivities } from "@/lib/activities/queries";
import {
  ACTIVITY_COLUMNS,
  type ActivityRow,
  activityRow,
  activityShape,
  activityStatus,
} from "@/lib/activities/schemas";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid } from "@/lib/api/schemas";
import {
  asDestination,
  asExperience,
  bodySchema,
  described,
  keyed,
  type Naming,
  patchSchema,
  rowSchema,
  rowsOut,
} from "@/lib/experiences/naming";
import { addPart, changePart, hidePart } from "@/lib/experiences/parts";

const activityId = { "activity-id": uuid };
const exampleId = { "activity-id": exampleIds.activity };
const success = z.literal(true);
const role = "editor of the company owning the experience, or SUPER_ADMIN";

const create = operation({
  id: "activities.create",
  summary: "Add an activity to an experience.",
  description: "Its status is `inactive`, its creator whoever asks.",
  access: "user",
  role,
  body: bodySchema(asExperience, { experience_id: uuid, ...activityShape }),
  failures: ["forbidden", "not_found"],
  success: { status: 200, schema: z.object({ data: z.object({ id: z.string() }), success }) },
  example: {
    as: "editor",
    body: {
      experience_id: exampleIds.experience,
      title: "Fold a lantern",
      hours: "09:00 to 17:00",
      highlights: ["Bamboo and silk"],
      order_of_appearance: -1,
    },
  },
  async handle({ db, body }) {
    return { data: await addPart(db, "activities", body, "experience"), success: true as const };
  },
});

const get = operation({
  id: "activities.get",
  summary: "One activity, as a list.",
  description: "Empty when there is none that the caller may see.",
  access: "user",
  role: "any user",
  query: activityId,
  success: { status: 200, schema: z.object({ data: z.array(activityRow) }) },
  example: { as: "traveller", query: exampleId },
  handle: async ({ db, query }) => ({ data: await findActivity(db, query["activity-id"]) }),
});

const update = operation({
  id: "activities.update",
  summary: "Change an activity.",
  description:
    "The status `deleted` takes it out of every list; any other brings it back. Answers the whole row, in a list.",
  access: "user",
  role,
  query: activityId,
  body: patchSchema(asExperience, { ...activityShape, status: activityStatus }),
  failures: ["forbidden", "not_found"],
  success: {
    status: 200,
    schema: z.object({ success, message: z.string(), data: z.array(activityRow) }),
  },
  example: { as: "editor", query: exampleId, body: { hours: "18:00 to 22:00", status: "active" } },
  async handle({ db, query, body }) {
    const data = await changePart<ActivityRow>(db, "activities", query["activity-id"], body, {
      columns: ACTIVITY_COLUMNS,
      noun: "activity",
    });
    return { success: true as const, message: "The activity is saved.", data: [data] };
  },
});

const remove = operation({
  id: "activities.delete",
  summary: "Take an activity away.",
  description:
    "It gets the status `deleted` and is in no list any more. Also succeeds when there is nothing to delete.",
  access: "user",
  role,
  query: activityId,
  failures: ["forbidden"],
  success: { status: 200, schema: z.object({ data: z.null() }) },
  example: { as: "editor", query: exampleId },
  async handle({ db, query }) {
    await hidePart(db, "activities", query["activity-id"]);
    return { data: null };
  },
});

/** Activities of one experience, under either of its names. */
function activitiesOf(naming: Naming, id: string) {
  const { noun, parameter } = naming;
  return operation({
    id,
    summary: `Activities of a ${noun} in the order its editors gave.`,
    ...described(naming, "Active and inactive ones. Empty where the caller sees nothing."),
    access: "user",
    role: "any user",
    query: { ...keyed(parameter, uuid), ...pagingQuery },
    success: {
      status: 200,
      schema: pageOf(rowSchema(naming, activityRow, "DestinationActivity")),
    },
    example: { as: "traveller", query: { [parameter]: exampleIds.experience } },
    async handle({ db, query }) {
      const { [parameter]: of, ...paging } = query;
      return rowsOut(naming, await listActivities(db, of, paging));
    },
  });
}

export const activities: Resource = {
  address: "activities",
  one: get,
  post: create,
  put: update,
  delete: remove,
};
export const activitiesOfExperience: Resource = {
  address: "activities/experience",
  one: activitiesOf(asExperience, "activities.experience.get"),
};
export const destinationActivities: Resource = {
  address: "destination/activities",
  one: activitiesOf(asDestination, "destination.activities.get"),
};
