import { businessProfile } from "@/lib/accounts/profile-operations";
import { routes } from "@/lib/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(businessProfile);
