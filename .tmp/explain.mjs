import postgres from "postgres";
const sql = postgres(process.env.TEST_DATABASE_URL,{max:1,onnotice(){}});
await sql.begin(async tx=>{
  await tx.unsafe("set local role anon");
  for (let i=0;i<3;i++){
  const r = await tx.unsafe("explain (analyze, buffers off, summary) select id,user_id,title,media_assets,channels,userprofiles,likes,shares,comments from public.list_public_stories(20)");
  const t=r.map(x=>x["QUERY PLAN"]); if(i==2) console.log(t.join("\n")); }
});
await sql.end();
