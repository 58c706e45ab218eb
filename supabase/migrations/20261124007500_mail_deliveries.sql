-- What came of mails of the outbox: [{"id", "status", "attempts", "provider_id", "error"}]. The text
-- of a mail that a service has accepted is taken out. Run with the server's key, which alone
-- reaches the table.
create function public.record_deliveries(p_deliveries jsonb) returns void
language sql set search_path = '' as $$
  update public.mail_outbox m
  set status = d.status,
    attempts = m.attempts + d.attempts,
    provider_id = d.provider_id,
    last_error = left(d.error, 2000),
    sent_at = case when d.status = 'sent' then now() end,
    html = case when d.status <> 'sent' then m.html end,
    text = case when d.status <> 'sent' then m.text end
  from jsonb_to_recordset(p_deliveries)
    as d (id uuid, status text, attempts integer, provider_id text, error text)
  where m.id = d.id
$$;
revoke execute on function public.record_deliveries(jsonb) from public, anon, authenticated;
grant execute on function public.record_deliveries(jsonb) to service_role;
