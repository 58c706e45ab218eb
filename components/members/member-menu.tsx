"use client";

import { Crown, Ellipsis, LogOut, ShieldCheck, UserRoundX } from "lucide-react";
import { type ReactNode, type RefObject, useRef, useState, useTransition } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { RadioGroup } from "@/components/ui/radio-group";
import { toast } from "@/components/ui/toast-store";
import { type ActionState, idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { type MemberRole, memberRoles } from "@/lib/companies/roles";
import { handOver, leaveTeam, removeFromTeam, setRole } from "@/lib/members/actions";
import { aRole, roleNotes } from "@/lib/members/roles";

type Company = { id: string; name: string };
type Person = { id: string; name: string; role: MemberRole; isOwner: boolean; isMe: boolean };

type MemberMenuProps = {
  company: Company;
  member: Person;
  /** Whether the reader ranks as an admin. */
  admin: boolean;
  /** Whether the reader owns the company, or is a SUPER_ADMIN. */
  owner: boolean;
  /** Whether this is the only admin there is. */
  lastAdmin: boolean;
};

type Asked = "role" | "owner" | "remove" | "leave";

/** What can be done with a member; what the reader may not do says why. */
export function MemberMenu({ company, member, admin, owner, lastAdmin }: MemberMenuProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [round, setRound] = useState(0);
  const trigger = useRef<HTMLButtonElement>(null);

  const close = () => setAsked(null);

  const noAdmin = admin ? null : "needs an admin";
  const kept = member.isOwner ? "is the owner" : lastAdmin ? "is the only admin" : null;
  const noTransfer = !owner
    ? "needs the owner"
    : member.role === "admin"
      ? null
      : "make them admin first";
  const noLeave = member.isOwner
    ? "hand the company over first"
    : lastAdmin
      ? "you are the only admin"
      : null;

  return (
    <>
      <DropdownMenu
        className="min-w-64"
        trigger={
          <IconButton
            ref={trigger}
            label={member.isMe ? "Your membership" : `Actions for ${member.name}`}
            size="sm"
            quiet
          >
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <Item
          icon={<ShieldCheck aria-hidden />}
          locked={noAdmin ?? kept}
          onSelect={() => {
            setRound(round + 1);
            setAsked("role");
          }}
        >
          {member.isMe ? "Change your role…" : "Change role…"}
        </Item>
        {member.isMe || member.isOwner ? null : (
          <Item icon={<Crown aria-hidden />} locked={noTransfer} onSelect={() => setAsked("owner")}>
            Make owner…
          </Item>
        )}
        <MenuSeparator />
        {member.isMe ? (
          <Item
            icon={<LogOut aria-hidden />}
            danger
            locked={noLeave}
            onSelect={() => setAsked("leave")}
          >
            Leave the company…
          </Item>
        ) : (
          <Item
            icon={<UserRoundX aria-hidden />}
            danger
            locked={noAdmin ?? kept}
            onSelect={() => setAsked("remove")}
          >
            Remove from team…
          </Item>
        )}
      </DropdownMenu>
      <ChangeRole
        // What was chosen and not saved is not kept.
        key={round}
        company={company}
        member={member}
        open={asked === "role"}
        onClose={close}
        returnFocus={trigger}
      />
      <Confirm
        open={asked === "owner"}
        onClose={close}
        returnFocus={trigger}
        title={`Make ${member.name} the owner?`}
        description={`Only the owner hands ${company.name} over or deletes it. You stay an admin; only ${member.name} can give it back.`}
        confirmLabel="Hand over the company"
        confirmText={company.name}
        run={() => handOver(idle, { companyId: company.id, memberId: member.id })}
        onDone={() => toast.success(`${member.name} owns ${company.name} now`)}
      />
      <Confirm
        open={asked === "remove"}
        onClose={close}
        returnFocus={trigger}
        title={`Remove ${member.name} from the team?`}
        description={`${member.name} can no longer open ${company.name}, and is told by mail. What they made stays. To bring them back you invite them again.`}
        confirmLabel={`Remove ${member.name}`}
        run={() => removeFromTeam(idle, { companyId: company.id, memberId: member.id })}
        onDone={() => toast.success(`${member.name} is no longer in the team`)}
      />
      <Confirm
        open={asked === "leave"}
        onClose={close}
        returnFocus={trigger}
        title={`Leave ${company.name}?`}
        description="You can no longer open it. To come back, an admin has to invite you."
        confirmLabel="Leave the company"
        // Success leads away from here.
        run={() => leaveTeam(idle, { companyId: company.id })}
      />
    </>
  );
}

/** An item of the menu; locked it stays, and says why. */
function Item({
  locked,
  icon,
  danger = false,
  onSelect,
  children,
}: {
  locked: string | null;
  icon: ReactNode;
  danger?: boolean;
  onSelect: () => void;
  children: string;
}) {
  return (
    <MenuItem
      icon={icon}
      danger={danger && !locked}
      // Not `disabled`: keyboards pass those by, and the reason with them.
      aria-disabled={locked ? true : undefined}
      className={locked ? "opacity-60" : undefined}
      trailing={locked}
      onSelect={(event) => {
        if (locked) event.preventDefault();
        else onSelect();
      }}
    >
      {children}
    </MenuItem>
  );
}

type ConfirmProps<T> = {
  open: boolean;
  onClose: () => void;
  /** The item that was pressed is gone with its menu. */
  returnFocus: RefObject<HTMLElement | null>;
  title: string;
  description: string;
  confirmLabel: string;
  confirmText?: string;
  run: () => Promise<ActionState<T>>;
  onDone?: () => void;
};

/** Asks, does it, and says in place why it failed. */
function Confirm<T>({ open, onClose, run, onDone, confirmText, ...words }: ConfirmProps<T>) {
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  return (
    <AlertDialog
      {...words}
      {...(confirmText ? { confirmText } : {})}
      danger
      open={open}
      onOpenChange={(next) => {
        setError(undefined);
        if (!next) onClose();
      }}
      error={error}
      pending={pending}
      onConfirm={() =>
        start(async () => {
          const result = await callAction(run);
          if (result.status === "failure") return setError(result.message);
          onClose();
          onDone?.();
        })
      }
    />
  );
}

function ChangeRole({
  company,
  member,
  open,
  onClose,
  returnFocus,
}: {
  company: Company;
  member: Person;
  open: boolean;
  onClose: () => void;
  returnFocus: RefObject<HTMLElement | null>;
}) {
  const [role, choose] = useState(member.role);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const given = (to: MemberRole) =>
    callAction(() => setRole(idle, { companyId: company.id, memberId: member.id, role: to }));

  function save() {
    const before = member.role;
    start(async () => {
      const result = await given(role);
      if (result.status === "failure") return setError(result.message);
      onClose();
      if (member.isMe) {
        toast.success(`You are ${aRole(role)} now`);
        return;
      }
      toast.undo(
        `${member.name} is ${aRole(role)} now`,
        () =>
          start(async () => {
            const undone = await given(before);
            if (undone.status === "failure") toast.error(undone.message);
            else toast.success(`${member.name} is ${aRole(before)} again`);
          }),
        { tone: "success" },
      );
    });
  }

  return (
    <Dialog
      title={member.isMe ? "Your role" : `Role of ${member.name}`}
      open={open}
      returnFocus={returnFocus}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button pending={pending} disabled={role === member.role} onClick={save}>
            Save role
          </Button>
        </>
      }
    >
      <RadioGroup
        name={`role-${member.id}`}
        label="Role"
        labelHidden
        layout="list"
        className="[&_label]:py-1.5"
        value={role}
        onValueChange={(value) => choose(value as MemberRole)}
        options={memberRoles.map((value) => ({
          value,
          label: roleNotes[value].title,
          description: roleNotes[value].may,
        }))}
      />
      {member.isMe && role !== member.role ? (
        <p
          role="status"
          className="mt-4 rounded-md bg-lantern-soft px-3.5 py-2.5 text-lantern-ink text-sm"
        >
          This is your own role. As {aRole(role)} you no longer invite people or change roles, and
          only another admin can make you admin again.
        </p>
      ) : null}
      {error ? (
        <p role="alert" className="mt-4 text-danger-ink text-sm">
          {error}
        </p>
      ) : null}
    </Dialog>
  );
}
