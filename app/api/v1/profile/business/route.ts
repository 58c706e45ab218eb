import { businessProfile } from "@/lib/accounts/operations";
import { routes } from "@/lib/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(businessProfile);
