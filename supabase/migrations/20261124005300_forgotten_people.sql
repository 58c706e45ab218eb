-- Whoever deletes their account stays a number in the log, and nobody: their id is replaced by a
-- random one, the same in all their rows, so that past figures keep and nothing leads back to them.

-- Definer: runs as the auth server's role, which has no rights here.
create function private.forget_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.events set person = gone.id
  from (select gen_random_uuid() as id) gone
  where person = old.id;
  return null;
end
$$;
revoke execute on function private.forget_person() from public;
create trigger forget_person after delete on auth.users
  for each row execute function private.forget_person();
