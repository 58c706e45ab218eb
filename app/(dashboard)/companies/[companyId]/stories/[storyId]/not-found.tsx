import { PageNotFound } from "@/components/companies/page-not-found";

export default function StoryNotFound() {
  return <PageNotFound />;
}
