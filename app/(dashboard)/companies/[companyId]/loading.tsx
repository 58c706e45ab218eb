import { HomeSkeleton } from "@/components/overview/home-skeleton";

export default function LoadingHome() {
  return <HomeSkeleton />;
}
