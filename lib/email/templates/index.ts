/** All our mails by name. A further one is a file beside this and an entry here. */
import type { ComponentType } from "react";
import * as account from "@/lib/email/templates/account";
import * as auth from "@/lib/email/templates/auth";
import type { MailContext } from "@/lib/email/templates/context";
import {
  Invitation,
  type InvitationProps,
  invitationSubject,
} from "@/lib/email/templates/invitation";
import { Message, type MessageProps, messageSubject } from "@/lib/email/templates/message";
import * as team from "@/lib/email/templates/team";
import {
  TravelerInfo,
  type TravelerInfoProps,
  travelerInfoSubject,
} from "@/lib/email/templates/traveler-info";
import {
  WeeklySummary,
  type WeeklySummaryProps,
  weeklySummarySubject,
} from "@/lib/email/templates/weekly-summary";

/** What each mail has to be told. Plain JSON; links are paths of ours (`/companies/…`). */
export type TemplateProps = {
  invitation: InvitationProps;
  "invitation-accepted": team.InvitationAcceptedProps;
  "role-changed": team.RoleChangedProps;
  "membership-ended": team.MembershipEndedProps;
  "confirm-address": auth.ConfirmAddressProps;
  "magic-link": auth.MagicLinkProps;
  "reset-password": auth.ResetPasswordProps;
  "email-change": auth.EmailChangeProps;
  reauthentication: auth.ReauthenticationProps;
  "email-changed": account.EmailChangedProps;
  "password-changed": account.PasswordChangedProps;
  "recovery-code-used": account.RecoveryCodeUsedProps;
  "new-sign-in": account.NewSignInProps;
  welcome: account.WelcomeProps;
  "weekly-summary": WeeklySummaryProps;
  "traveler-info": TravelerInfoProps;
  message: MessageProps;
};
export type TemplateName = keyof TemplateProps;

type Template<Props> = {
  subject: (props: Props, context: MailContext) => string;
  Component: ComponentType<Props & MailContext> & { PreviewProps: Props };
};

export const templates: { [Name in TemplateName]: Template<TemplateProps[Name]> } = {
  invitation: { subject: invitationSubject, Component: Invitation },
  "invitation-accepted": {
    subject: team.invitationAcceptedSubject,
    Component: team.InvitationAccepted,
  },
  "role-changed": { subject: team.roleChangedSubject, Component: team.RoleChanged },
  "membership-ended": { subject: team.membershipEndedSubject, Component: team.MembershipEnded },
  "confirm-address": { subject: auth.confirmAddressSubject, Component: auth.ConfirmAddress },
  "magic-link": { subject: auth.magicLinkSubject, Component: auth.MagicLink },
  "reset-password": { subject: auth.resetPasswordSubject, Component: auth.ResetPassword },
  "email-change": { subject: auth.emailChangeSubject, Component: auth.EmailChange },
  reauthentication: { subject: auth.reauthenticationSubject, Component: auth.Reauthentication },
  "email-changed": { subject: account.emailChangedSubject, Component: account.EmailChanged },
  "password-changed": {
    subject: account.passwordChangedSubject,
    Component: account.PasswordChanged,
  },
  "recovery-code-used": {
    subject: account.recoveryCodeUsedSubject,
    Component: account.RecoveryCodeUsed,
  },
  "new-sign-in": { subject: account.newSignInSubject, Component: account.NewSignIn },
  welcome: { subject: account.welcomeSubject, Component: account.Welcome },
  "weekly-summary": { subject: weeklySummarySubject, Component: WeeklySummary },
  "traveler-info": { subject: travelerInfoSubject, Component: TravelerInfo },
  message: { subject: messageSubject, Component: Message },
};

export function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(templates, name);
}
