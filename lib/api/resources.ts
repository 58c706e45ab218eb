/** Every resource of the API. Aliases and documentation are made from this list. */
import { assistantChat, assistantThreads } from "@/lib/ai/assistant-operations";
import {
  agentIntents,
  agentSearch,
  chatHistory,
  experienceDrafts,
  storyGeneration,
  storyRegeneration,
} from "@/lib/ai/operations";
import { storyStream } from "@/lib/ai/story-stream";
import "server-only";
import {
  authBusinessLogin,
  authBusinessSignUp,
  authLogin,
  authLogout,
  authSignUp,
} from "@/lib/accounts/operations";
import { businessProfile, profile, profileAvatar } from "@/lib/accounts/profile-operations";
import {
  authForgotPassword,
  authMagicLink,
  authOtpVerification,
  authResendConfirmation,
  authResetPassword,
  authUpdateEmail,
} from "@/lib/accounts/recovery-operations";
import { authSecondFactor, authSecondFactorVerify } from "@/lib/accounts/second-factor-operations";
import {
  authBusinessCallback,
  authCallback,
  authLogoutEverywhere,
  authNewSession,
  authOauth,
  authSessions,
} from "@/lib/accounts/session-operations";
import {
  activities,
  activitiesOfExperience,
  destinationActivities,
} from "@/lib/activities/operations";
import {
  analyticsAllExperiences,
  analyticsExperiences,
  analyticsExplorers,
  analyticsStories,
  analyticsStoriesPerDay,
  analyticsTopStories,
  analyticsTopVisitors,
  analyticsUsersPerDay,
} from "@/lib/analytics/operations";
import { apiDocs, openApi } from "@/lib/api/docs-operations";
import type { Resource } from "@/lib/api/resource";
import { health, processHealth, versionedHealth } from "@/lib/api/service-operations";
import {
  businessChallenges,
  businessRewards,
  challenges,
  rewards,
} from "@/lib/challenges/operations";
import { channels } from "@/lib/channels/operations";
import { companies } from "@/lib/companies/operations";
import { companyAdmins, companyEditors, companyMembers } from "@/lib/companies/people-operations";
import { childDestinations, destinations } from "@/lib/destinations/operations";
import { emailSending, membersEmail } from "@/lib/email/operations";
import {
  destinationDetails,
  destinationIconicPhotos,
  experienceDetails,
  experienceIconicPhotos,
} from "@/lib/experience-details/operations";
import {
  businessExperiences,
  childExperiences,
  experiences,
  publicChildExperiences,
  publicExperiences,
} from "@/lib/experiences/operations";
import {
  experienceAddresses,
  publicActivities,
  publicAddresses,
  publicDetails,
  publicIconicPhotos,
  publicLocations,
} from "@/lib/experiences/public-operations";
import { editorExperiences, memberExperiences } from "@/lib/experiences/team-operations";
import {
  attractions,
  destinationAttractions,
  experienceLocations,
  locations,
  locationsOfExperience,
} from "@/lib/locations/operations";
import { mediaAssets } from "@/lib/media/operations";
import {
  publicExperienceStories,
  publicStories,
  publicTravelerPhotos,
  stories,
  storyComments,
  storyLikes,
  storyShares,
} from "@/lib/stories/operations";
import { storageResources } from "@/lib/uploads/operations";
import { travelerInfo } from "@/lib/visitors/operations";
import { visitFilters, visits, visitsWithStories } from "@/lib/visits/operations";

export const resources: readonly Resource[] = [
  authLogin,
  authSignUp,
  authLogout,
  authBusinessLogin,
  authBusinessSignUp,
  authNewSession,
  authOauth,
  authCallback,
  authBusinessCallback,
  authForgotPassword,
  authMagicLink,
  authResendConfirmation,
  authOtpVerification,
  authResetPassword,
  authUpdateEmail,
  authSessions,
  authLogoutEverywhere,
  authSecondFactor,
  authSecondFactorVerify,
  profile,
  profileAvatar,
  businessProfile,
  companies,
  companyAdmins,
  companyEditors,
  companyMembers,
  membersEmail,
  emailSending,
  experiences,
  businessExperiences,
  publicExperiences,
  childExperiences,
  publicChildExperiences,
  experienceDetails,
  experienceIconicPhotos,
  experienceLocations,
  activities,
  activitiesOfExperience,
  locations,
  locationsOfExperience,
  destinations,
  childDestinations,
  destinationDetails,
  destinationIconicPhotos,
  destinationActivities,
  destinationAttractions,
  attractions,
  businessChallenges,
  challenges,
  businessRewards,
  rewards,
  editorExperiences,
  memberExperiences,
  experienceAddresses,
  publicAddresses,
  publicActivities,
  publicDetails,
  publicIconicPhotos,
  publicLocations,
  travelerInfo,
  visits,
  visitFilters,
  visitsWithStories,
  publicExperienceStories,
  publicTravelerPhotos,
  stories,
  publicStories,
  storyLikes,
  storyComments,
  storyShares,
  channels,
  agentSearch,
  agentIntents,
  chatHistory,
  assistantChat,
  assistantThreads,
  storyGeneration,
  experienceDrafts,
  storyRegeneration,
  storyStream,
  mediaAssets,
  ...storageResources,
  analyticsExperiences,
  analyticsExplorers,
  analyticsStories,
  analyticsStoriesPerDay,
  analyticsUsersPerDay,
  analyticsAllExperiences,
  analyticsTopStories,
  analyticsTopVisitors,
  health,
  versionedHealth,
  processHealth,
  openApi,
  apiDocs,
];
