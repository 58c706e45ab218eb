import { routes } from "@/lib/api/resource";
import { companyEditors } from "@/lib/companies/people-operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(companyEditors);
