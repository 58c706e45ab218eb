import { routes } from "@/lib/api/resource";
import { companyMembers } from "@/lib/companies/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(companyMembers);
