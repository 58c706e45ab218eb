import { ListPageSkeleton } from "@/components/companies/list-page-skeleton";

export default function LoadingCompanies() {
  return <ListPageSkeleton label="Loading your companies" />;
}
