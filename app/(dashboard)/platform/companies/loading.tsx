import { ListPageSkeleton } from "@/components/companies/list-page-skeleton";

export default function LoadingPlatformCompanies() {
  return <ListPageSkeleton label="Loading the companies" />;
}
