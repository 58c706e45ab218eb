/** All our mails by name. A further one is a file beside this and an entry here. */
import type { ComponentType } from "react";
import {
  Invitation,
  type InvitationProps,
  invitationSubject,
} from "@/lib/email/templates/invitation";
import { Message, type MessageProps, messageSubject } from "@/lib/email/templates/message";

export type TemplateProps = { invitation: InvitationProps; message: MessageProps };
export type TemplateName = keyof TemplateProps;

type Template<Props> = {
  subject: (props: Props) => string;
  Component: ComponentType<Props> & { PreviewProps: Props };
};

export const templates: { [Name in TemplateName]: Template<TemplateProps[Name]> } = {
  invitation: { subject: invitationSubject, Component: Invitation },
  message: { subject: messageSubject, Component: Message },
};
