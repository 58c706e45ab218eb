import { routes } from "@/lib/api/resource";
import { companies } from "@/lib/companies/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(companies);
