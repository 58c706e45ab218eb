/** Every resource of the API. Aliases and documentation are made from this list. */
import "server-only";
import {
  authBusinessLogin,
  authBusinessSignUp,
  authLogin,
  authLogout,
  authSignUp,
} from "@/lib/accounts/operations";
import { businessProfile, profile, profileAvatar } from "@/lib/accounts/profile-operations";
import { apiDocs, openApi } from "@/lib/api/docs-operations";
import type { Resource } from "@/lib/api/resource";
import { health, processHealth, versionedHealth } from "@/lib/api/service-operations";
import {
  businessChallenges,
  businessRewards,
  challenges,
  rewards,
} from "@/lib/challenges/operations";
import { companies } from "@/lib/companies/operations";
import { companyAdmins, companyEditors, companyMembers } from "@/lib/companies/people-operations";
import { businessExperiences, experiences, publicExperiences } from "@/lib/experiences/operations";

export const resources: readonly Resource[] = [
  authLogin,
  authSignUp,
  authLogout,
  authBusinessLogin,
  authBusinessSignUp,
  profile,
  profileAvatar,
  businessProfile,
  companies,
  companyAdmins,
  companyEditors,
  companyMembers,
  experiences,
  businessExperiences,
  publicExperiences,
  businessChallenges,
  challenges,
  businessRewards,
  rewards,
  health,
  versionedHealth,
  processHealth,
  openApi,
  apiDocs,
];
