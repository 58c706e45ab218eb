import { routes } from "@/lib/api/resource";
import { companyAdmins } from "@/lib/companies/people-operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(companyAdmins);
