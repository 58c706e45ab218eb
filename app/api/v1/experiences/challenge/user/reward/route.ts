import { routes } from "@/lib/api/resource";
import { rewards } from "@/lib/challenges/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(rewards);
