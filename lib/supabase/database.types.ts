
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "activities": {
                  Row: {
                    "address": string | null,"created_at": string,"created_by": string | null,"description": string | null,"description_thumbnail": string | null,"experience_id": string,"highlights": (string)[] | null,"hours": string | null,"id": string,"order_of_appearance": number | null,"photos": (string)[] | null,"photos_id": (string)[] | null,"primary_photo": string | null,"primary_photo_id": string | null,"status": string,"title": string | null,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "address"?: string | null,"created_at"?: string,"created_by"?: string | null,"description"?: string | null,"description_thumbnail"?: string | null,"experience_id": string,"highlights"?: (string)[] | null,"hours"?: string | null,"id"?: string,"order_of_appearance"?: number | null,"photos"?: (string)[] | null,"photos_id"?: (string)[] | null,"primary_photo"?: string | null,"primary_photo_id"?: string | null,"status"?: string,"title"?: string | null,"updated_at"?: string | null
                  }
                  Update: {
                    "address"?: string | null,"created_at"?: string,"created_by"?: string | null,"description"?: string | null,"description_thumbnail"?: string | null,"experience_id"?: string,"highlights"?: (string)[] | null,"hours"?: string | null,"id"?: string,"order_of_appearance"?: number | null,"photos"?: (string)[] | null,"photos_id"?: (string)[] | null,"primary_photo"?: string | null,"primary_photo_id"?: string | null,"status"?: string,"title"?: string | null,"updated_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "activities_experience_id_fkey"
      columns: ["experience_id"]
isOneToOne: false
      referencedRelation: "experiences"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "activities_primary_photo_id_fkey"
      columns: ["primary_photo_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    }
                  ]
                },"ai_uses": {
                  Row: {
                    "citations": number | null,"company_id": string | null,"created_at": string,"finished_at": string | null,"helpful": boolean | null,"id": string,"input_tokens": number,"language": string | null,"model": string,"output_tokens": number,"purpose": string,"question": string | null,"reason": string | null,"remark": string | null,"state": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "citations"?: number | null,"company_id"?: string | null,"created_at"?: string,"finished_at"?: string | null,"helpful"?: boolean | null,"id"?: string,"input_tokens"?: number,"language"?: string | null,"model": string,"output_tokens"?: number,"purpose": string,"question"?: string | null,"reason"?: string | null,"remark"?: string | null,"state"?: string,"user_id"?: string | null
                  }
                  Update: {
                    "citations"?: number | null,"company_id"?: string | null,"created_at"?: string,"finished_at"?: string | null,"helpful"?: boolean | null,"id"?: string,"input_tokens"?: number,"language"?: string | null,"model"?: string,"output_tokens"?: number,"purpose"?: string,"question"?: string | null,"reason"?: string | null,"remark"?: string | null,"state"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "ai_uses_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_accounts"
      referencedColumns: ["id"]
    }
                  ]
                },"audit_log": {
                  Row: {
                    "action": string,"actor_id": string | null,"changes": NonNullable<Json>,"company_id": string | null,"created_at": string,"entity": string,"entity_id": string,"id": number
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"actor_id"?: string | null,"changes"?: NonNullable<Json>,"company_id"?: string | null,"created_at"?: string,"entity": string,"entity_id": string,"id"?: never
                  }
                  Update: {
                    "action"?: string,"actor_id"?: string | null,"changes"?: NonNullable<Json>,"company_id"?: string | null,"created_at"?: string,"entity"?: string,"entity_id"?: string,"id"?: never
                  }
                  Relationships: [
                    
                  ]
                },"businessprofiles": {
                  Row: {
                    "address": string | null,"avatar_id": string | null,"businessid": string,"businessname": string,"created": string,"description": string | null,"editors": (string)[] | null,"email": string,"facebook": string | null,"instagram": string | null,"logo_id": string | null,"phone": string | null,"status": string | null,"type": string | null,"updated_at": string | null,"username": string | null,"website": string | null,"x": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "address"?: string | null,"avatar_id"?: string | null,"businessid"?: string,"businessname": string,"created"?: string,"description"?: string | null,"editors"?: (string)[] | null,"email": string,"facebook"?: string | null,"instagram"?: string | null,"logo_id"?: string | null,"phone"?: string | null,"status"?: string | null,"type"?: string | null,"updated_at"?: string | null,"username"?: string | null,"website"?: string | null,"x"?: string | null
                  }
                  Update: {
                    "address"?: string | null,"avatar_id"?: string | null,"businessid"?: string,"businessname"?: string,"created"?: string,"description"?: string | null,"editors"?: (string)[] | null,"email"?: string,"facebook"?: string | null,"instagram"?: string | null,"logo_id"?: string | null,"phone"?: string | null,"status"?: string | null,"type"?: string | null,"updated_at"?: string | null,"username"?: string | null,"website"?: string | null,"x"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "businessprofiles_avatar_id_fkey"
      columns: ["avatar_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    }
                  ]
                },"challenge_participations": {
                  Row: {
                    "challenge_id": string,"finished_at": string | null,"id": string,"is_test": boolean,"started_at": string,"updated_at": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "challenge_id": string,"finished_at"?: string | null,"id"?: string,"is_test"?: boolean,"started_at"?: string,"updated_at"?: string | null,"user_id": string
                  }
                  Update: {
                    "challenge_id"?: string,"finished_at"?: string | null,"id"?: string,"is_test"?: boolean,"started_at"?: string,"updated_at"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "challenge_participations_challenge_id_fkey"
      columns: ["challenge_id"]
isOneToOne: false
      referencedRelation: "challenges"
      referencedColumns: ["id"]
    }
                  ]
                },"challenge_step_keys": {
                  Row: {
                    "answer": string | null,"created_at": string,"pin": string,"qr_token": string,"step_id": string,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "answer"?: string | null,"created_at"?: string,"pin"?: string,"qr_token"?: string,"step_id": string,"updated_at"?: string | null
                  }
                  Update: {
                    "answer"?: string | null,"created_at"?: string,"pin"?: string,"qr_token"?: string,"step_id"?: string,"updated_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "challenge_step_keys_step_id_fkey"
      columns: ["step_id"]
isOneToOne: true
      referencedRelation: "challenge_steps"
      referencedColumns: ["id"]
    }
                  ]
                },"challenge_steps": {
                  Row: {
                    "challenge_id": string,"choices": (string)[] | null,"created_at": string,"experience_id": string | null,"id": string,"instructions": string | null,"latitude": number | null,"longitude": number | null,"position": number,"proof": string,"question": string | null,"radius_m": number,"title": string,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "challenge_id": string,"choices"?: (string)[] | null,"created_at"?: string,"experience_id"?: string | null,"id"?: string,"instructions"?: string | null,"latitude"?: number | null,"longitude"?: number | null,"position": number,"proof": string,"question"?: string | null,"radius_m"?: number,"title": string,"updated_at"?: string | null
                  }
                  Update: {
                    "challenge_id"?: string,"choices"?: (string)[] | null,"created_at"?: string,"experience_id"?: string | null,"id"?: string,"instructions"?: string | null,"latitude"?: number | null,"longitude"?: number | null,"position"?: number,"proof"?: string,"question"?: string | null,"radius_m"?: number,"title"?: string,"updated_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "challenge_steps_challenge_id_fkey"
      columns: ["challenge_id"]
isOneToOne: false
      referencedRelation: "challenges"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "challenge_steps_experience_id_fkey"
      columns: ["experience_id"]
isOneToOne: false
      referencedRelation: "experiences"
      referencedColumns: ["id"]
    }
                  ]
                },"challenges": {
                  Row: {
                    "backgroundUrl": string | null,"businessid": string | null,"company_id": string | null,"created": string,"description": string | null,"ends_at": string | null,"id": string,"price": number | null,"qrurl": string | null,"starts_at": string | null,"status": string,"theme": string | null,"thumbnailUrl": string | null,"title": string | null,"tourSchedule": string | null,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "backgroundUrl"?: string | null,"businessid"?: string | null,"company_id"?: string | null,"created"?: string,"description"?: string | null,"ends_at"?: string | null,"id"?: string,"price"?: number | null,"qrurl"?: string | null,"starts_at"?: string | null,"status"?: string,"theme"?: string | null,"thumbnailUrl"?: string | null,"title"?: string | null,"tourSchedule"?: string | null,"updated_at"?: string | null
                  }
                  Update: {
                    "backgroundUrl"?: string | null,"businessid"?: string | null,"company_id"?: string | null,"created"?: string,"description"?: string | null,"ends_at"?: string | null,"id"?: string,"price"?: number | null,"qrurl"?: string | null,"starts_at"?: string | null,"status"?: string,"theme"?: string | null,"thumbnailUrl"?: string | null,"title"?: string | null,"tourSchedule"?: string | null,"updated_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "challenges_businessid_fkey"
      columns: ["businessid"]
isOneToOne: false
      referencedRelation: "businessprofiles"
      referencedColumns: ["businessid"]
    },{
      foreignKeyName: "challenges_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_accounts"
      referencedColumns: ["id"]
    }
                  ]
                },"channels": {
                  Row: {
                    "brand_voice": string | null,"channel_type": string | null,"created_at": string,"id": string,"name": string | null,"updated_at": string | null,"url": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "brand_voice"?: string | null,"channel_type"?: string | null,"created_at"?: string,"id"?: string,"name"?: string | null,"updated_at"?: string | null,"url"?: string | null,"user_id"?: string
                  }
                  Update: {
                    "brand_voice"?: string | null,"channel_type"?: string | null,"created_at"?: string,"id"?: string,"name"?: string | null,"updated_at"?: string | null,"url"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"chat_messages": {
                  Row: {
                    "content": string,"created_at": string,"id": string,"parts": Json | null,"role": string,"thread_id": string,"use_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "content": string,"created_at"?: string,"id"?: string,"parts"?: Json | null,"role": string,"thread_id": string,"use_id"?: string | null
                  }
                  Update: {
                    "content"?: string,"created_at"?: string,"id"?: string,"parts"?: Json | null,"role"?: string,"thread_id"?: string,"use_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "chat_messages_thread_id_fkey"
      columns: ["thread_id"]
isOneToOne: false
      referencedRelation: "chat_threads"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "chat_messages_use_id_fkey"
      columns: ["use_id"]
isOneToOne: false
      referencedRelation: "ai_uses"
      referencedColumns: ["id"]
    }
                  ]
                },"chat_threads": {
                  Row: {
                    "company_id": string | null,"created_at": string,"deleted_at": string | null,"id": string,"title": string | null,"updated_at": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id"?: string | null,"created_at"?: string,"deleted_at"?: string | null,"id"?: string,"title"?: string | null,"updated_at"?: string | null,"user_id"?: string
                  }
                  Update: {
                    "company_id"?: string | null,"created_at"?: string,"deleted_at"?: string | null,"id"?: string,"title"?: string | null,"updated_at"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "chat_threads_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_accounts"
      referencedColumns: ["id"]
    }
                  ]
                },"check_ins": {
                  Row: {
                    "accepted_at": string | null,"attempts": number,"created_at": string,"decided_at": string | null,"decided_by": string | null,"distance_m": number | null,"id": string,"media_id": string | null,"participation_id": string,"proof": string,"reason": string | null,"status": string,"step_id": string,"story_id": string | null,"tried_at": string,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"attempts"?: number,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"distance_m"?: number | null,"id"?: string,"media_id"?: string | null,"participation_id": string,"proof": string,"reason"?: string | null,"status": string,"step_id": string,"story_id"?: string | null,"tried_at"?: string,"updated_at"?: string | null
                  }
                  Update: {
                    "accepted_at"?: string | null,"attempts"?: number,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"distance_m"?: number | null,"id"?: string,"media_id"?: string | null,"participation_id"?: string,"proof"?: string,"reason"?: string | null,"status"?: string,"step_id"?: string,"story_id"?: string | null,"tried_at"?: string,"updated_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "check_ins_media_id_fkey"
      columns: ["media_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "check_ins_participation_id_fkey"
      columns: ["participation_id"]
isOneToOne: false
      referencedRelation: "challenge_participations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "check_ins_step_id_fkey"
      columns: ["step_id"]
isOneToOne: false
      referencedRelation: "challenge_steps"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "check_ins_story_id_fkey"
      columns: ["story_id"]
isOneToOne: false
      referencedRelation: "stories"
      referencedColumns: ["id"]
    }
                  ]
                },"comment_media": {
                  Row: {
                    "comment_id": string,"created_at": string,"media_id": string,"position": number
                  }
                  ComputedFields: never
                  Insert: {
                    "comment_id": string,"created_at"?: string,"media_id": string,"position"?: number
                  }
                  Update: {
                    "comment_id"?: string,"created_at"?: string,"media_id"?: string,"position"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "comment_media_comment_id_fkey"
      columns: ["comment_id"]
isOneToOne: false
      referencedRelation: "comments"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "comment_media_media_id_fkey"
      columns: ["media_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    }
                  ]
                },"comments": {
                  Row: {
                    "content": string,"created_at": string,"id": string,"story_id": string,"updated_at": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "content": string,"created_at"?: string,"id"?: string,"story_id": string,"updated_at"?: string | null,"user_id"?: string
                  }
                  Update: {
                    "content"?: string,"created_at"?: string,"id"?: string,"story_id"?: string,"updated_at"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "comments_story_id_fkey"
      columns: ["story_id"]
isOneToOne: false
      referencedRelation: "stories"
      referencedColumns: ["id"]
    }
                  ]
                },"company_accounts": {
                  Row: {
                    "banner_media_id": string | null,"city": string | null,"country": string | null,"created_at": string,"created_by": string | null,"description": string | null,"editors": (string)[] | null,"id": string,"is_deleted": boolean,"is_platform": boolean,"logo_id": string | null,"name": string,"owned_by": string | null,"slogan": string | null,"time_zone": string,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "banner_media_id"?: string | null,"city"?: string | null,"country"?: string | null,"created_at"?: string,"created_by"?: string | null,"description"?: string | null,"editors"?: (string)[] | null,"id"?: string,"is_deleted"?: boolean,"is_platform"?: boolean,"logo_id"?: string | null,"name": string,"owned_by"?: string | null,"slogan"?: string | null,"time_zone"?: string,"updated_at"?: string | null
                  }
                  Update: {
                    "banner_media_id"?: string | null,"city"?: string | null,"country"?: string | null,"created_at"?: string,"created_by"?: string | null,"description"?: string | null,"editors"?: (string)[] | null,"id"?: string,"is_deleted"?: boolean,"is_platform"?: boolean,"logo_id"?: string | null,"name"?: string,"owned_by"?: string | null,"slogan"?: string | null,"time_zone"?: string,"updated_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "company_accounts_banner_media_id_fkey"
      columns: ["banner_media_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "company_accounts_logo_id_fkey"
      columns: ["logo_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "company_accounts_owned_by_fkey"
      columns: ["owned_by"]
isOneToOne: false
      referencedRelation: "businessprofiles"
      referencedColumns: ["businessid"]
    }
                  ]
                },"company_invitations": {
                  Row: {
                    "accepted_at": string | null,"accepted_by": string | null,"company_id": string,"created_at": string,"email": string,"expires_at": string,"id": string,"invited_by": string | null,"note": string | null,"redirect_link": string | null,"replaces": string | null,"revoked_at": string | null,"role": string,"token_hash": string,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"accepted_by"?: string | null,"company_id": string,"created_at"?: string,"email": string,"expires_at"?: string,"id"?: string,"invited_by"?: string | null,"note"?: string | null,"redirect_link"?: string | null,"replaces"?: string | null,"revoked_at"?: string | null,"role": string,"token_hash": string,"updated_at"?: string | null
                  }
                  Update: {
                    "accepted_at"?: string | null,"accepted_by"?: string | null,"company_id"?: string,"created_at"?: string,"email"?: string,"expires_at"?: string,"id"?: string,"invited_by"?: string | null,"note"?: string | null,"redirect_link"?: string | null,"replaces"?: string | null,"revoked_at"?: string | null,"role"?: string,"token_hash"?: string,"updated_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "company_invitations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_accounts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "company_invitations_replaces_fkey"
      columns: ["replaces"]
isOneToOne: false
      referencedRelation: "company_invitations"
      referencedColumns: ["id"]
    }
                  ]
                },"company_members": {
                  Row: {
                    "company_id": string,"created_at": string,"id": string,"is_deleted": boolean,"member_id": string,"role": string,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"id"?: string,"is_deleted"?: boolean,"member_id": string,"role": string,"updated_at"?: string | null
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"id"?: string,"is_deleted"?: boolean,"member_id"?: string,"role"?: string,"updated_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "company_members_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_accounts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "company_members_member_id_fkey"
      columns: ["member_id"]
isOneToOne: false
      referencedRelation: "businessprofiles"
      referencedColumns: ["businessid"]
    }
                  ]
                },"events": {
                  Row: {
                    "anonymous": string | null,"bot": boolean,"challenge_id": string | null,"company_id": string | null,"created_at": string,"experience_id": string | null,"id": number,"kind": string,"language": string | null,"own_member": boolean,"person": string | null,"placement": string | null,"source": string | null,"story_id": string | null,"test": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "anonymous"?: string | null,"bot"?: boolean,"challenge_id"?: string | null,"company_id"?: string | null,"created_at"?: string,"experience_id"?: string | null,"id"?: never,"kind": string,"language"?: string | null,"own_member"?: boolean,"person"?: string | null,"placement"?: string | null,"source"?: string | null,"story_id"?: string | null,"test"?: boolean
                  }
                  Update: {
                    "anonymous"?: string | null,"bot"?: boolean,"challenge_id"?: string | null,"company_id"?: string | null,"created_at"?: string,"experience_id"?: string | null,"id"?: never,"kind"?: string,"language"?: string | null,"own_member"?: boolean,"person"?: string | null,"placement"?: string | null,"source"?: string | null,"story_id"?: string | null,"test"?: boolean
                  }
                  Relationships: [
                    
                  ]
                },"experience_details": {
                  Row: {
                    "created_at": string,"experience_id": string,"id": string,"media": (string)[] | null,"media_id": string | null,"name": string | null,"text": string | null,"tips": Json | null,"type": string | null,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"experience_id": string,"id"?: string,"media"?: (string)[] | null,"media_id"?: string | null,"name"?: string | null,"text"?: string | null,"tips"?: Json | null,"type"?: string | null,"updated_at"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"experience_id"?: string,"id"?: string,"media"?: (string)[] | null,"media_id"?: string | null,"name"?: string | null,"text"?: string | null,"tips"?: Json | null,"type"?: string | null,"updated_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "experience_details_experience_id_fkey"
      columns: ["experience_id"]
isOneToOne: false
      referencedRelation: "experiences"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "experience_details_media_id_fkey"
      columns: ["media_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    }
                  ]
                },"experience_location_links": {
                  Row: {
                    "created_at": string,"experience_id": string,"location_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"experience_id": string,"location_id": string
                  }
                  Update: {
                    "created_at"?: string,"experience_id"?: string,"location_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "experience_location_links_experience_id_fkey"
      columns: ["experience_id"]
isOneToOne: false
      referencedRelation: "experiences"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "experience_location_links_location_id_fkey"
      columns: ["location_id"]
isOneToOne: false
      referencedRelation: "locations"
      referencedColumns: ["id"]
    }
                  ]
                },"experiences": {
                  Row: {
                    "address": string | null,"created_at": string,"created_by": string | null,"default_questions": (string)[] | null,"description": string | null,"id": string,"latitude": number | null,"longitude": number | null,"name": string,"owned_by": string,"parent_experience": string | null,"photos": (string)[] | null,"photos_id": (string)[] | null,"primary_keyword": string | null,"primary_photo": string | null,"primary_photo_id": string | null,"primary_video": string | null,"primary_video_id": string | null,"search": unknown,"search_text": string | null,"status": string,"thumbnail_description": string | null,"updated_at": string | null,"url_slug": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "address"?: string | null,"created_at"?: string,"created_by"?: string | null,"default_questions"?: (string)[] | null,"description"?: string | null,"id"?: string,"latitude"?: number | null,"longitude"?: number | null,"name": string,"owned_by"?: string,"parent_experience"?: string | null,"photos"?: (string)[] | null,"photos_id"?: (string)[] | null,"primary_keyword"?: string | null,"primary_photo"?: string | null,"primary_photo_id"?: string | null,"primary_video"?: string | null,"primary_video_id"?: string | null,"search"?: never,"search_text"?: never,"status"?: string,"thumbnail_description"?: string | null,"updated_at"?: string | null,"url_slug"?: string | null
                  }
                  Update: {
                    "address"?: string | null,"created_at"?: string,"created_by"?: string | null,"default_questions"?: (string)[] | null,"description"?: string | null,"id"?: string,"latitude"?: number | null,"longitude"?: number | null,"name"?: string,"owned_by"?: string,"parent_experience"?: string | null,"photos"?: (string)[] | null,"photos_id"?: (string)[] | null,"primary_keyword"?: string | null,"primary_photo"?: string | null,"primary_photo_id"?: string | null,"primary_video"?: string | null,"primary_video_id"?: string | null,"search"?: never,"search_text"?: never,"status"?: string,"thumbnail_description"?: string | null,"updated_at"?: string | null,"url_slug"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "experiences_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "businessprofiles"
      referencedColumns: ["businessid"]
    },{
      foreignKeyName: "experiences_owned_by_fkey"
      columns: ["owned_by"]
isOneToOne: false
      referencedRelation: "company_accounts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "experiences_parent_experience_fkey"
      columns: ["parent_experience"]
isOneToOne: false
      referencedRelation: "experiences"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "experiences_primary_photo_id_fkey"
      columns: ["primary_photo_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "experiences_primary_video_id_fkey"
      columns: ["primary_video_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    }
                  ]
                },"experiences_activities_localizations": {
                  Row: {
                    "activity_id": string | null,"address": string | null,"created_at": string,"default_questions": (string)[] | null,"description": string | null,"experience_id": string,"highlights": (string)[] | null,"id": string,"language": string,"name": string | null,"owned_by": string | null,"thumbnail_description": string | null,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "activity_id"?: string | null,"address"?: string | null,"created_at"?: string,"default_questions"?: (string)[] | null,"description"?: string | null,"experience_id": string,"highlights"?: (string)[] | null,"id"?: string,"language": string,"name"?: string | null,"owned_by"?: string | null,"thumbnail_description"?: string | null,"updated_at"?: string | null
                  }
                  Update: {
                    "activity_id"?: string | null,"address"?: string | null,"created_at"?: string,"default_questions"?: (string)[] | null,"description"?: string | null,"experience_id"?: string,"highlights"?: (string)[] | null,"id"?: string,"language"?: string,"name"?: string | null,"owned_by"?: string | null,"thumbnail_description"?: string | null,"updated_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "experiences_activities_localizations_activity_fkey"
      columns: ["activity_id","experience_id"]
isOneToOne: false
      referencedRelation: "activities"
      referencedColumns: ["id","experience_id"]
    },{
      foreignKeyName: "experiences_activities_localizations_experience_id_fkey"
      columns: ["experience_id"]
isOneToOne: false
      referencedRelation: "experiences"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "experiences_activities_localizations_owned_by_fkey"
      columns: ["owned_by"]
isOneToOne: false
      referencedRelation: "company_accounts"
      referencedColumns: ["id"]
    }
                  ]
                },"idempotency_keys": {
                  Row: {
                    "attempt": string,"body": string | null,"created_at": string,"expires_at": string,"held_until": string,"key": string,"operation": string,"request_hash": string,"status": number | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempt"?: string,"body"?: string | null,"created_at"?: string,"expires_at"?: string,"held_until"?: string,"key": string,"operation": string,"request_hash": string,"status"?: number | null,"user_id"?: string
                  }
                  Update: {
                    "attempt"?: string,"body"?: string | null,"created_at"?: string,"expires_at"?: string,"held_until"?: string,"key"?: string,"operation"?: string,"request_hash"?: string,"status"?: number | null,"user_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"ingest_files": {
                  Row: {
                    "claimed_at": string | null,"created_at": string,"custom_id": string,"expires_at": string,"file_size": number | null,"key": string,"metadata": NonNullable<Json>,"parts": NonNullable<Json>,"received": number,"result": Json | null,"slug": string,"updated_at": string | null,"user_id": string,"writer": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "claimed_at"?: string | null,"created_at"?: string,"custom_id": string,"expires_at"?: string,"file_size"?: number | null,"key": string,"metadata": NonNullable<Json>,"parts"?: NonNullable<Json>,"received"?: number,"result"?: Json | null,"slug": string,"updated_at"?: string | null,"user_id": string,"writer"?: string | null
                  }
                  Update: {
                    "claimed_at"?: string | null,"created_at"?: string,"custom_id"?: string,"expires_at"?: string,"file_size"?: number | null,"key"?: string,"metadata"?: NonNullable<Json>,"parts"?: NonNullable<Json>,"received"?: number,"result"?: Json | null,"slug"?: string,"updated_at"?: string | null,"user_id"?: string,"writer"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"likes": {
                  Row: {
                    "created_at": string,"id": string,"story_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"story_id": string,"user_id"?: string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"story_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "likes_story_id_fkey"
      columns: ["story_id"]
isOneToOne: false
      referencedRelation: "stories"
      referencedColumns: ["id"]
    }
                  ]
                },"locations": {
                  Row: {
                    "created_at": string,"created_by": string | null,"description": string | null,"description_thumbnail": string | null,"experience_id": string | null,"hours": string | null,"id": string,"latitude": number | null,"longitude": number | null,"order_of_appearance": number | null,"photos": (string)[] | null,"primary_photo": string | null,"primary_photo_id": string | null,"status": string,"title": string | null,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by"?: string | null,"description"?: string | null,"description_thumbnail"?: string | null,"experience_id"?: string | null,"hours"?: string | null,"id"?: string,"latitude"?: number | null,"longitude"?: number | null,"order_of_appearance"?: number | null,"photos"?: (string)[] | null,"primary_photo"?: string | null,"primary_photo_id"?: string | null,"status"?: string,"title"?: string | null,"updated_at"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string | null,"description"?: string | null,"description_thumbnail"?: string | null,"experience_id"?: string | null,"hours"?: string | null,"id"?: string,"latitude"?: number | null,"longitude"?: number | null,"order_of_appearance"?: number | null,"photos"?: (string)[] | null,"primary_photo"?: string | null,"primary_photo_id"?: string | null,"status"?: string,"title"?: string | null,"updated_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "locations_experience_id_fkey"
      columns: ["experience_id"]
isOneToOne: false
      referencedRelation: "experiences"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "locations_primary_photo_id_fkey"
      columns: ["primary_photo_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    }
                  ]
                },"mail_outbox": {
                  Row: {
                    "attempts": number,"batch": string,"company_id": string | null,"created_at": string,"created_by": string | null,"failure": string | null,"give_up_at": string,"id": string,"invitation_id": string | null,"is_secret": boolean,"language": string,"last_error": string | null,"next_attempt_at": string,"props": Json | null,"provider_id": string | null,"recipient": string,"sent_at": string | null,"status": string,"template": string,"updated_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"batch"?: string,"company_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"failure"?: string | null,"give_up_at"?: string,"id"?: string,"invitation_id"?: string | null,"is_secret"?: boolean,"language"?: string,"last_error"?: string | null,"next_attempt_at"?: string,"props"?: Json | null,"provider_id"?: string | null,"recipient": string,"sent_at"?: string | null,"status"?: string,"template": string,"updated_at"?: string | null
                  }
                  Update: {
                    "attempts"?: number,"batch"?: string,"company_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"failure"?: string | null,"give_up_at"?: string,"id"?: string,"invitation_id"?: string | null,"is_secret"?: boolean,"language"?: string,"last_error"?: string | null,"next_attempt_at"?: string,"props"?: Json | null,"provider_id"?: string | null,"recipient"?: string,"sent_at"?: string | null,"status"?: string,"template"?: string,"updated_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "mail_outbox_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_accounts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mail_outbox_invitation_id_fkey"
      columns: ["invitation_id"]
isOneToOne: false
      referencedRelation: "company_invitations"
      referencedColumns: ["id"]
    }
                  ]
                },"media_assets": {
                  Row: {
                    "alt": string | null,"blur_data_url": string | null,"bucket": string | null,"company_id": string | null,"created_at": string,"height": number | null,"id": string,"mime_type": string | null,"size_bytes": number | null,"storage_path": string | null,"updated_at": string | null,"url": string,"usage": string | null,"user_id": string | null,"width": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "alt"?: string | null,"blur_data_url"?: string | null,"bucket"?: string | null,"company_id"?: string | null,"created_at"?: string,"height"?: number | null,"id"?: string,"mime_type"?: string | null,"size_bytes"?: number | null,"storage_path"?: string | null,"updated_at"?: string | null,"url": string,"usage"?: string | null,"user_id"?: string | null,"width"?: number | null
                  }
                  Update: {
                    "alt"?: string | null,"blur_data_url"?: string | null,"bucket"?: string | null,"company_id"?: string | null,"created_at"?: string,"height"?: number | null,"id"?: string,"mime_type"?: string | null,"size_bytes"?: number | null,"storage_path"?: string | null,"updated_at"?: string | null,"url"?: string,"usage"?: string | null,"user_id"?: string | null,"width"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "media_assets_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_accounts"
      referencedColumns: ["id"]
    }
                  ]
                },"notification_settings": {
                  Row: {
                    "company_id": string,"created_at": string,"member_id": string,"updated_at": string | null,"weekly_summary": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"member_id"?: string,"updated_at"?: string | null,"weekly_summary": boolean
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"member_id"?: string,"updated_at"?: string | null,"weekly_summary"?: boolean
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_settings_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_accounts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notification_settings_member_id_fkey"
      columns: ["member_id"]
isOneToOne: false
      referencedRelation: "businessprofiles"
      referencedColumns: ["businessid"]
    }
                  ]
                },"reward_grants": {
                  Row: {
                    "code": string,"expires_at": string | null,"granted_at": string,"id": string,"participation_id": string,"redeemed_at": string | null,"redeemed_by": string | null,"reward_id": string,"updated_at": string | null,"void_reason": string | null,"voided_at": string | null,"voided_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "code": string,"expires_at"?: string | null,"granted_at"?: string,"id"?: string,"participation_id": string,"redeemed_at"?: string | null,"redeemed_by"?: string | null,"reward_id": string,"updated_at"?: string | null,"void_reason"?: string | null,"voided_at"?: string | null,"voided_by"?: string | null
                  }
                  Update: {
                    "code"?: string,"expires_at"?: string | null,"granted_at"?: string,"id"?: string,"participation_id"?: string,"redeemed_at"?: string | null,"redeemed_by"?: string | null,"reward_id"?: string,"updated_at"?: string | null,"void_reason"?: string | null,"voided_at"?: string | null,"voided_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "reward_grants_participation_id_fkey"
      columns: ["participation_id"]
isOneToOne: false
      referencedRelation: "challenge_participations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "reward_grants_reward_id_fkey"
      columns: ["reward_id"]
isOneToOne: false
      referencedRelation: "rewards"
      referencedColumns: ["id"]
    }
                  ]
                },"rewards": {
                  Row: {
                    "amount": string | null,"challenge_id": string,"created_at": string,"created_by": string | null,"description": string | null,"effective_from": string | null,"expired_at": string | null,"granted": number,"id": string,"name": string | null,"reward_type": string | null,"status": string,"stock": number | null,"updated_at": string | null,"valid_days": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "amount"?: string | null,"challenge_id": string,"created_at"?: string,"created_by"?: string | null,"description"?: string | null,"effective_from"?: string | null,"expired_at"?: string | null,"granted"?: number,"id"?: string,"name"?: string | null,"reward_type"?: string | null,"status"?: string,"stock"?: number | null,"updated_at"?: string | null,"valid_days"?: number | null
                  }
                  Update: {
                    "amount"?: string | null,"challenge_id"?: string,"created_at"?: string,"created_by"?: string | null,"description"?: string | null,"effective_from"?: string | null,"expired_at"?: string | null,"granted"?: number,"id"?: string,"name"?: string | null,"reward_type"?: string | null,"status"?: string,"stock"?: number | null,"updated_at"?: string | null,"valid_days"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "rewards_challenge_id_fkey"
      columns: ["challenge_id"]
isOneToOne: false
      referencedRelation: "challenges"
      referencedColumns: ["id"]
    }
                  ]
                },"shares": {
                  Row: {
                    "created_at": string,"id": string,"platform": string,"story_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"platform": string,"story_id": string,"user_id"?: string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"platform"?: string,"story_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "shares_story_id_fkey"
      columns: ["story_id"]
isOneToOne: false
      referencedRelation: "stories"
      referencedColumns: ["id"]
    }
                  ]
                },"stories": {
                  Row: {
                    "channel_id": string | null,"company_id": string | null,"created_at": string,"experience_id": string | null,"hashtags": (string)[] | null,"id": string,"long_tail_keyword": string | null,"notes": string | null,"published_at": string | null,"seo_excerpt": string | null,"seo_meta_desc": string | null,"seo_slug": string | null,"seo_title_tag": string | null,"status": string,"story_content": string | null,"title": string | null,"updated_at": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "channel_id"?: string | null,"company_id"?: string | null,"created_at"?: string,"experience_id"?: string | null,"hashtags"?: (string)[] | null,"id"?: string,"long_tail_keyword"?: string | null,"notes"?: string | null,"published_at"?: string | null,"seo_excerpt"?: string | null,"seo_meta_desc"?: string | null,"seo_slug"?: string | null,"seo_title_tag"?: string | null,"status"?: string,"story_content"?: string | null,"title"?: string | null,"updated_at"?: string | null,"user_id"?: string
                  }
                  Update: {
                    "channel_id"?: string | null,"company_id"?: string | null,"created_at"?: string,"experience_id"?: string | null,"hashtags"?: (string)[] | null,"id"?: string,"long_tail_keyword"?: string | null,"notes"?: string | null,"published_at"?: string | null,"seo_excerpt"?: string | null,"seo_meta_desc"?: string | null,"seo_slug"?: string | null,"seo_title_tag"?: string | null,"status"?: string,"story_content"?: string | null,"title"?: string | null,"updated_at"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "stories_channel_id_fkey"
      columns: ["channel_id"]
isOneToOne: false
      referencedRelation: "channels"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "stories_experience_id_fkey"
      columns: ["experience_id"]
isOneToOne: false
      referencedRelation: "experiences"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "stories_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "userprofiles"
      referencedColumns: ["userid"]
    }
                  ]
                },"story_media": {
                  Row: {
                    "created_at": string,"media_id": string,"position": number,"story_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"media_id": string,"position"?: number,"story_id": string
                  }
                  Update: {
                    "created_at"?: string,"media_id"?: string,"position"?: number,"story_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "story_media_media_id_fkey"
      columns: ["media_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "story_media_story_id_fkey"
      columns: ["story_id"]
isOneToOne: false
      referencedRelation: "stories"
      referencedColumns: ["id"]
    }
                  ]
                },"upload_parts": {
                  Row: {
                    "created_at": string,"part": number,"sha256": string,"size_bytes": number,"upload_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"part": number,"sha256": string,"size_bytes": number,"upload_id": string
                  }
                  Update: {
                    "created_at"?: string,"part"?: number,"sha256"?: string,"size_bytes"?: number,"upload_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "upload_parts_upload_id_fkey"
      columns: ["upload_id"]
isOneToOne: false
      referencedRelation: "uploads"
      referencedColumns: ["id"]
    }
                  ]
                },"uploads": {
                  Row: {
                    "chunk_size": number | null,"claimed_at": string | null,"created_at": string,"expires_at": string,"file_name": string,"file_size": number | null,"id": string,"media_id": string | null,"mime_type": string | null,"received_parts": (number)[],"status": string,"total_parts": number,"updated_at": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "chunk_size"?: number | null,"claimed_at"?: string | null,"created_at"?: string,"expires_at"?: string,"file_name": string,"file_size"?: number | null,"id"?: string,"media_id"?: string | null,"mime_type"?: string | null,"received_parts"?: (number)[],"status"?: string,"total_parts": number,"updated_at"?: string | null,"user_id"?: string
                  }
                  Update: {
                    "chunk_size"?: number | null,"claimed_at"?: string | null,"created_at"?: string,"expires_at"?: string,"file_name"?: string,"file_size"?: number | null,"id"?: string,"media_id"?: string | null,"mime_type"?: string | null,"received_parts"?: (number)[],"status"?: string,"total_parts"?: number,"updated_at"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "uploads_media_id_fkey"
      columns: ["media_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    }
                  ]
                },"userprofiles": {
                  Row: {
                    "avatar_id": string | null,"createdAt": string,"email": string,"facebook": string | null,"firstname": string | null,"instagram": string | null,"language": string | null,"lastname": string | null,"phone": string | null,"preferences": string | null,"updated_at": string | null,"userid": string,"username": string | null,"x": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "avatar_id"?: string | null,"createdAt"?: string,"email": string,"facebook"?: string | null,"firstname"?: string | null,"instagram"?: string | null,"language"?: string | null,"lastname"?: string | null,"phone"?: string | null,"preferences"?: string | null,"updated_at"?: string | null,"userid"?: string,"username"?: string | null,"x"?: string | null
                  }
                  Update: {
                    "avatar_id"?: string | null,"createdAt"?: string,"email"?: string,"facebook"?: string | null,"firstname"?: string | null,"instagram"?: string | null,"language"?: string | null,"lastname"?: string | null,"phone"?: string | null,"preferences"?: string | null,"updated_at"?: string | null,"userid"?: string,"username"?: string | null,"x"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "userprofiles_avatar_id_fkey"
      columns: ["avatar_id"]
isOneToOne: false
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    }
                  ]
                },"visitors": {
                  Row: {
                    "company_id": string | null,"created_at": string,"email": string,"experience_id": string | null,"id": string,"language": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id"?: string | null,"created_at"?: string,"email": string,"experience_id"?: string | null,"id"?: string,"language"?: string | null
                  }
                  Update: {
                    "company_id"?: string | null,"created_at"?: string,"email"?: string,"experience_id"?: string | null,"id"?: string,"language"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "visitors_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_accounts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "visitors_experience_id_fkey"
      columns: ["experience_id"]
isOneToOne: false
      referencedRelation: "experiences"
      referencedColumns: ["id"]
    }
                  ]
                },"visits": {
                  Row: {
                    "company_id": string | null,"created_at": string,"experience_id": string,"first_visited_at": string | null,"id": number,"is_visited": boolean,"updated_at": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id"?: string | null,"created_at"?: string,"experience_id": string,"first_visited_at"?: string | null,"id"?: number,"is_visited"?: boolean,"updated_at"?: string | null,"user_id"?: string
                  }
                  Update: {
                    "company_id"?: string | null,"created_at"?: string,"experience_id"?: string,"first_visited_at"?: string | null,"id"?: number,"is_visited"?: boolean,"updated_at"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "visits_experience_id_fkey"
      columns: ["experience_id"]
isOneToOne: false
      referencedRelation: "experiences"
      referencedColumns: ["id"]
    }
                  ]
                },"withdrawn_links": {
                  Row: {
                    "created_at": string,"media_id": string,"old_path": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"media_id": string,"old_path"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"media_id"?: string,"old_path"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "withdrawn_links_media_id_fkey"
      columns: ["media_id"]
isOneToOne: true
      referencedRelation: "media_assets"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "accept_invitation":
{ Args: { "p_token": string }; Returns: {
              "company_id": string,
"created_at": string,
"id": string,
"is_deleted": boolean,
"member_id": string,
"role": string,
"updated_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "company_members"
        isOneToOne: false
        isSetofReturn: true
      } },
"ai_day":
{ Args: { "p_company"?: string }; Returns: {
              "company_tokens": number,"user_tokens": number
            }[]
                           },
"analytics_all_experiences":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_business_id": string,"p_from"?: string,"p_limit"?: number,"p_to"?: string }; Returns: {
              "business_id": string,"comments": number,"company_id": string,"created_at": string,"engagement": number,"experience_id": string,"likes": number,"name": string,"photos": number,"primary_photo": string,"shares": number,"status": string,"stories": number,"views": number,"visitors": number,"visits": number
            }[]
                           },
"analytics_daily_stories_photos":
{ Args: { "p_business_id": string,"p_from"?: string,"p_to"?: string }; Returns: {
              "business_id": string,"day": string,"photos": number,"stories": number
            }[]
                           },
"analytics_daily_unique_users":
{ Args: { "p_business_id": string,"p_from"?: string,"p_to"?: string }; Returns: {
              "business_id": string,"day": string,"unique_users": number,"viewers": number
            }[]
                           },
"analytics_experience_stats":
{ Args: { "p_business_id": string,"p_from"?: string,"p_to"?: string }; Returns: {
              "active": number,"business_id": string,"experiences": number,"inactive": number,"internal": number,"openers": number,"openers_visited": number,"verified_visits": number,"views": number,"visit_rate": number,"visits": number
            }[]
                           },
"analytics_story_stats":
{ Args: { "p_business_id": string,"p_from"?: string,"p_to"?: string }; Returns: {
              "business_id": string,"comments": number,"engagement": number,"engagement_per_story": number,"likes": number,"photos": number,"shares": number,"stories": number,"story_rate": number,"storytellers": number,"visits_to_tell": number,"visits_told": number
            }[]
                           },
"analytics_top_stories":
{ Args: { "p_business_id": string,"p_from"?: string,"p_limit"?: number,"p_to"?: string }; Returns: {
              "business_id": string,"comments": number,"engagement": number,"experience_id": string,"experience_name": string,"likes": number,"published_at": string,"shares": number,"story_id": string,"title": string
            }[]
                           },
"analytics_top_visits":
{ Args: { "p_business_id": string,"p_from"?: string,"p_limit"?: number,"p_to"?: string }; Returns: {
              "business_id": string,"experience_id": string,"name": string,"primary_photo": string,"verified_visits": number,"visitors": number,"visits": number
            }[]
                           },
"analytics_visit_stats":
{ Args: { "p_business_id": string,"p_from"?: string,"p_to"?: string }; Returns: {
              "brought_here": number,"business_id": string,"explorers": number,"registrations": number,"returning_explorers": number,"viewers": number,"visitors": number,"visits": number
            }[]
                           },
"archive_challenge":
{ Args: { "p_challenge_id": string }; Returns: {
              "id": string,"status": string
            }[]
                           },
"are_visits_told":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"begin_ai_use":
{ Args: { "p_company": string,"p_company_tokens": number,"p_language": string,"p_model": string,"p_purpose": string,"p_question": string,"p_user": string,"p_user_tokens": number }; Returns: string
                           },
"cancel_my_email_change":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"change_member_role":
{ Args: { "p_company_id": string,"p_member_id": string,"p_role": string }; Returns: {
              "company_id": string,
"created_at": string,
"id": string,
"is_deleted": boolean,
"member_id": string,
"role": string,
"updated_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "company_members"
        isOneToOne: false
        isSetofReturn: true
      } },
"check_in":
{ Args: { "p_code"?: string,"p_latitude"?: number,"p_longitude"?: number,"p_media_id"?: string,"p_step_id": string }; Returns: {
              "accepted_at": string | null,
"attempts": number,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"distance_m": number | null,
"id": string,
"media_id": string | null,
"participation_id": string,
"proof": string,
"reason": string | null,
"status": string,
"step_id": string,
"story_id": string | null,
"tried_at": string,
"updated_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "check_ins"
        isOneToOne: false
        isSetofReturn: true
      } },
"claim_idempotency_key":
{ Args: { "p_key": string,"p_operation": string,"p_request_hash": string }; Returns: {
              "attempt": string,"body": string,"outcome": string,"status": number
            }[]
                           },
"claim_mails":
{ Args: { "p_limit": number }; Returns: {
              "attempts": number,
"batch": string,
"company_id": string | null,
"created_at": string,
"created_by": string | null,
"failure": string | null,
"give_up_at": string,
"id": string,
"invitation_id": string | null,
"is_secret": boolean,
"language": string,
"last_error": string | null,
"next_attempt_at": string,
"props": Json | null,
"provider_id": string | null,
"recipient": string,
"sent_at": string | null,
"status": string,
"template": string,
"updated_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "mail_outbox"
        isOneToOne: false
        isSetofReturn: true
      } },
"claim_translations":
{ Args: { "p_activities": (string)[],"p_experiences": (string)[],"p_language": string,"p_seconds": number }; Returns: {
              "activity_id": string,"experience_id": string,"state": string
            }[]
                           },
"claim_upload":
{ Args: { "p_upload_id": string }; Returns: Json
                           },
"company_access":
{ Args: { "p_company_id": string }; Returns: {
              "company_id": string,"is_owner": boolean,"role": string
            }[]
                           },
"company_answer_figures":
{ Args: { "p_company": string,"p_from": string,"p_to": string }; Returns: {
              "gaps": Json,"questions": number,"with_source": number
            }[]
                           },
"company_answers":
{ Args: { "p_company": string,"p_days": number }; Returns: {
              "gaps": Json,"questions": number,"questions_before": number,"with_source": number,"with_source_before": number
            }[]
                           },
"company_media_totals":
{ Args: { "p_company_id": string }; Returns: {
              "bytes": number,"files": number,"kind": string,"usage": string
            }[]
                           },
"company_overview":
{ Args: { "p_company_id": string }; Returns: {
              "admins": number,"editors": number,"experiences_active": number,"experiences_inactive": number,"experiences_internal": number,"members": number,"plain_members": number,"stories": number,"storytellers": number,"visitors": number,"visits": number
            }[]
                           },
"company_visits_per_day":
{ Args: { "p_company_id": string,"p_days"?: number }; Returns: {
              "day": string,"visits": number
            }[]
                           },
"complete_upload":
{ Args: { "p_file": Json,"p_upload_id": string }; Returns: string
                           },
"confirm_check_in":
{ Args: { "p_participation_id": string,"p_step_id": string }; Returns: {
              "accepted_at": string | null,
"attempts": number,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"distance_m": number | null,
"id": string,
"media_id": string | null,
"participation_id": string,
"proof": string,
"reason": string | null,
"status": string,
"step_id": string,
"story_id": string | null,
"tried_at": string,
"updated_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "check_ins"
        isOneToOne: false
        isSetofReturn: true
      } },
"count_invitations":
{ Args: { "p_company_id": string }; Returns: {
              "invitations": number,"state": string
            }[]
                           },
"count_my_recovery_codes":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"create_comment":
{ Args: { "p_content": string,"p_media"?: Json,"p_story_id": string }; Returns: {
              "id": string,"media": (string)[]
            }[]
                           },
"create_company":
{ Args: { "p_city"?: string,"p_country"?: string,"p_description"?: string,"p_name": string,"p_slogan"?: string,"p_time_zone"?: string }; Returns: {
              "banner_media_id": string | null,
"city": string | null,
"country": string | null,
"created_at": string,
"created_by": string | null,
"description": string | null,
"editors": (string)[] | null,
"id": string,
"is_deleted": boolean,
"is_platform": boolean,
"logo_id": string | null,
"name": string,
"owned_by": string | null,
"slogan": string | null,
"time_zone": string,
"updated_at": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "company_accounts"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_my_profile":
{ Args: { "p_business": boolean,"p_fields": Json }; Returns: Json
                           },
"create_story":
{ Args: { "p_media"?: Json,"p_reporter_id"?: string,"p_story": Json }; Returns: {
              "id": string,"link": Json,"media": (string)[]
            }[]
                           },
"decide_check_in":
{ Args: { "p_accept": boolean,"p_check_in_id": string,"p_reason"?: string }; Returns: {
              "accepted_at": string | null,
"attempts": number,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"distance_m": number | null,
"id": string,
"media_id": string | null,
"participation_id": string,
"proof": string,
"reason": string | null,
"status": string,
"step_id": string,
"story_id": string | null,
"tried_at": string,
"updated_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "check_ins"
        isOneToOne: false
        isSetofReturn: true
      } },
"delete_chat_thread":
{ Args: { "p_restore"?: boolean,"p_thread": string }; Returns: string
                           },
"delete_company":
{ Args: { "p_company_id": string }; Returns: {
              "banner_media_id": string | null,
"city": string | null,
"country": string | null,
"created_at": string,
"created_by": string | null,
"description": string | null,
"editors": (string)[] | null,
"id": string,
"is_deleted": boolean,
"is_platform": boolean,
"logo_id": string | null,
"name": string,
"owned_by": string | null,
"slogan": string | null,
"time_zone": string,
"updated_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "company_accounts"
        isOneToOne: false
        isSetofReturn: true
      } },
"delete_company_media":
{ Args: { "p_company_id": string,"p_media_id": string }; Returns: {
              "bucket": string,"path": string
            }[]
                           },
"drop_unconfirmed_account":
{ Args: { "p_token_hash": string }; Returns: boolean
                           },
"duplicate_experience":
{ Args: { "p_experience_id": string,"p_name": string }; Returns: string
                           },
"end_my_session":
{ Args: { "p_session_id": string }; Returns: string[]
                           },
"end_other_sessions":
{ Args: Record<PropertyKey, never>; Returns: string[]
                           },
"end_translations":
{ Args: { "p_activities": (string)[],"p_experiences": (string)[],"p_failed_seconds"?: number,"p_language": string }; Returns: undefined
                           },
"ensure_traveller_profile_and_channel":
{ Args: Record<PropertyKey, never>; Returns: {
              "businessid": string,"channel_id": string,"userid": string
            }[]
                           },
"experience_contents":
{ Args: { "p_experience_ids": (string)[] }; Returns: {
              "blocks": Json,"cover": Json,"description": string,"gallery": Json,"id": string,"photos": (string)[],"stops": Json
            }[]
                           },
"finish_oauth_sign_in":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"get_business_profile":
{ Args: { "p_company_name"?: string,"p_user_id"?: string }; Returns: {
              "address": string,"avatar_id": string,"businessid": string,"businessname": string,"companies": Json,"created": string,"description": string,"editors": (string)[],"email": string,"facebook": string,"first_time": boolean,"instagram": string,"logo_id": string,"phone": string,"status": string,"type": string,"username": string,"website": string,"x": string
            }[]
                           },
"get_company":
{ Args: { "p_company_id": string }; Returns: {
              "banner": Json,"business_owner": Json,"created_at": string,"description": string,"id": string,"logo": Json,"name": string,"slogan": string
            }[]
                           },
"get_my_profile":
{ Args: { "p_business"?: boolean }; Returns: Json
                           },
"get_public_experience":
{ Args: { "p_experience_id": string }; Returns: {
              "address": string,"created_at": string,"created_by": string,"default_questions": (string)[],"description": string,"id": string,"name": string,"owned_by": string,"owner": string,"parent_experience": string,"photos": (string)[],"photos_id": (string)[],"primary_keyword": string,"primary_photo": string,"primary_photo_id": string,"primary_video": string,"primary_video_id": string,"status": string,"thumbnail_description": string,"updated_at": string,"url_slug": string
            }[]
                           },
"get_public_story":
{ Args: { "p_story_id": string }; Returns: unknown[]
                          SetofOptions: {
        from: "*"
        to: "story_cards"
        isOneToOne: false
        isSetofReturn: true
      } },
"get_story":
{ Args: { "p_story_id": string }; Returns: unknown[]
                          SetofOptions: {
        from: "*"
        to: "story_cards"
        isOneToOne: false
        isSetofReturn: true
      } },
"hand_over_company":
{ Args: { "p_changes"?: Json,"p_company_id": string,"p_owner_id": string }; Returns: {
              "banner_media_id": string | null,
"city": string | null,
"country": string | null,
"created_at": string,
"created_by": string | null,
"description": string | null,
"editors": (string)[] | null,
"id": string,
"is_deleted": boolean,
"is_platform": boolean,
"logo_id": string | null,
"name": string,
"owned_by": string | null,
"slogan": string | null,
"time_zone": string,
"updated_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "company_accounts"
        isOneToOne: false
        isSetofReturn: true
      } },
"has_search_vectors":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"invitation_by_token":
{ Args: { "p_token_hash": string }; Returns: {
              "company_name": string,"email": string,"expires_at": string,"has_account": boolean,"inviter": string,"logo_url": string,"note": string,"role": string,"state": string
            }[]
                           },
"invite_members":
{ Args: { "p_aal": string,"p_company_id": string,"p_inviter": string,"p_note"?: string,"p_people": Json,"p_redirect_link"?: string,"p_role": string }; Returns: {
              "company_id": string,"created_at": string,"email": string,"id": string,"is_deleted": boolean,"member_id": string,"outcome": string,"role": string,"updated_at": string
            }[]
                           },
"is_business_name_taken":
{ Args: { "p_name": string }; Returns: boolean
                           },
"keep_search_vectors":
{ Args: { "p_contents": (string)[],"p_ids": (number)[],"p_model": string,"p_vectors": (string)[] }; Returns: number
                           },
"list_abandoned_parts":
{ Args: { "p_limit"?: number }; Returns: {
              "bucket": string,"path": string,"size_bytes": number
            }[]
                           },
"list_business_challenges":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number }; Returns: {
              "backgroundUrl": string,"businessid": string,"created": string,"description": string,"id": string,"price": number,"qrurl": string,"status": string,"thumbnailUrl": string,"title": string,"tourSchedule": string
            }[]
                           },
"list_business_experiences":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_created_by"?: string,"p_limit"?: number }; Returns: {
              "address": string,"created_at": string,"created_by": string,"default_questions": (string)[],"description": string,"id": string,"name": string,"owned_by": string,"parent_experience": string,"photos": (string)[],"photos_id": (string)[],"primary_keyword": string,"primary_photo": string,"primary_photo_id": string,"primary_video": string,"primary_video_id": string,"status": string,"thumbnail_description": string,"updated_at": string,"url_slug": string
            }[]
                           },
"list_business_rewards":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_challenge_id"?: string,"p_limit"?: number }; Returns: {
              "amount": string,"challenge_id": string,"created_at": string,"created_by": string,"description": string,"effective_from": string,"expired_at": string,"id": string,"name": string,"reward_type": string,"status": string
            }[]
                           },
"list_challenges":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number }; Returns: {
              "backgroundUrl": string,"businessid": string,"created": string,"description": string,"id": string,"price": number,"qrurl": string,"status": string,"thumbnailUrl": string,"title": string,"tourSchedule": string
            }[]
                           },
"list_chat_threads":
{ Args: { "p_limit"?: number,"p_search"?: string }; Returns: {
              "company_id": string,"created_at": string,"id": string,"title": string,"updated_at": string
            }[]
                           },
"list_companies":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number }; Returns: {
              "banner": Json,"business_owner": Json,"created_at": string,"description": string,"id": string,"logo": Json,"name": string,"slogan": string
            }[]
                           },
"list_companies_with_admins":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_company_id"?: string,"p_limit"?: number }; Returns: {
              "admins": Json,"banner_media_id": string,"company_members": Json,"created_at": string,"created_by": string,"description": string,"editors": (string)[],"id": string,"is_deleted": boolean,"logo_id": string,"name": string,"owned_by": string,"slogan": string,"updated_at": string
            }[]
                           },
"list_company_editors":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_company_id": string,"p_limit"?: number }; Returns: {
              "address": string,"avatar_id": string,"businessid": string,"businessname": string,"created": string,"description": string,"editors": (string)[],"email": string,"facebook": string,"instagram": string,"logo_id": string,"phone": string,"status": string,"type": string,"username": string,"website": string,"x": string
            }[]
                           },
"list_company_experiences":
{ Args: { "p_company_id": string,"p_descending"?: boolean,"p_limit"?: number,"p_offset"?: number,"p_search"?: string,"p_sort"?: string,"p_status"?: (string)[] }; Returns: {
              "experiences": Json,"total": number
            }[]
                           },
"list_company_experiences_newest":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_company_id": string,"p_limit"?: number }; Returns: {
              "address": string,"created_at": string,"created_by": string,"default_questions": (string)[],"description": string,"id": string,"name": string,"owned_by": string,"parent_experience": string,"photos": (string)[],"photos_id": (string)[],"primary_keyword": string,"primary_photo": string,"primary_photo_id": string,"primary_video": string,"primary_video_id": string,"status": string,"thumbnail_description": string,"updated_at": string,"url_slug": string
            }[]
                           },
"list_company_experiences_oldest":
{ Args: { "p_after_created_at"?: string,"p_after_id"?: string,"p_company_id": string,"p_limit"?: number }; Returns: {
              "address": string,"created_at": string,"created_by": string,"default_questions": (string)[],"description": string,"id": string,"name": string,"owned_by": string,"parent_experience": string,"photos": (string)[],"photos_id": (string)[],"primary_keyword": string,"primary_photo": string,"primary_photo_id": string,"primary_video": string,"primary_video_id": string,"status": string,"thumbnail_description": string,"updated_at": string,"url_slug": string
            }[]
                           },
"list_company_media":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_company_id": string,"p_kind"?: string,"p_limit"?: number,"p_usage"?: string }; Returns: {
              "alt": string,"created_at": string,"height": number,"id": string,"mime_type": string,"size_bytes": number,"url": string,"usage": string,"uses": Json,"width": number
            }[]
                           },
"list_company_members":
{ Args: { "p_before_id"?: string,"p_before_joined_on"?: string,"p_company_id": string,"p_limit"?: number,"p_role"?: string }; Returns: {
              "businessname": string,"email": string,"id": string,"joined_on": string,"membership_id": string,"role": string,"username": string
            }[]
                           },
"list_experience_details":
{ Args: { "p_after_created_at"?: string,"p_after_id"?: string,"p_experience_id": string,"p_limit"?: number,"p_type"?: string }; Returns: {
              "created_at": string,"experience_id": string,"id": string,"media": (string)[],"media_id": string,"name": string,"text": string,"tips": Json,"type": string,"updated_at": string,"url": string
            }[]
                           },
"list_experience_stories":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_experience_id": string,"p_limit"?: number }; Returns: unknown[]
                          SetofOptions: {
        from: "*"
        to: "story_cards"
        isOneToOne: false
        isSetofReturn: true
      } },
"list_experiences":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number }; Returns: {
              "address": string,"company_accounts": Json,"completed": boolean,"created_at": string,"created_by": string,"default_questions": (string)[],"description": string,"id": string,"name": string,"owned_by": string,"parent_experience": string,"photos": (string)[],"photos_id": (string)[],"primary_keyword": string,"primary_photo": string,"primary_photo_id": string,"primary_video": string,"primary_video_id": string,"status": string,"thumbnail_description": string,"updated_at": string,"url_slug": string
            }[]
                           },
"list_experiences_by_address":
{ Args: { "p_after_address"?: string,"p_after_id"?: string,"p_after_name"?: string,"p_limit"?: number }; Returns: {
              "address": string,"default_questions": (string)[],"description": string,"id": string,"name": string,"owned_by": string,"primary_photo": string,"thumbnail_description": string
            }[]
                           },
"list_experiences_by_address_and_owners":
{ Args: { "p_after_address"?: string,"p_after_id"?: string,"p_after_name"?: string,"p_limit"?: number,"p_owners": (string)[] }; Returns: {
              "address": string,"default_questions": (string)[],"description": string,"id": string,"name": string,"owned_by": string,"primary_photo": string,"thumbnail_description": string
            }[]
                           },
"list_invitations":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_company_id": string,"p_limit"?: number,"p_state"?: string }; Returns: {
              "accepted_at": string,"created_at": string,"email": string,"expires_at": string,"id": string,"inviter": string,"mail_failure": string,"mail_next_attempt_at": string,"mail_status": string,"note": string,"revoked_at": string,"role": string,"state": string
            }[]
                           },
"list_my_business_profiles":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number }; Returns: {
              "address": string,"avatar_id": string,"businessid": string,"businessname": string,"created": string,"description": string,"editors": (string)[],"email": string,"facebook": string,"instagram": string,"logo_id": string,"phone": string,"status": string,"type": string,"username": string,"website": string,"x": string
            }[]
                           },
"list_my_channels":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number }; Returns: {
              "brand_voice": string,"channel_type": string,"created_at": string,"id": string,"name": string,"updated_at": string,"url": string,"user_id": string
            }[]
                           },
"list_my_companies_experiences":
{ Args: { "p_after_created_at"?: string,"p_after_id"?: string,"p_limit"?: number }; Returns: {
              "address": string,"created_at": string,"created_by": string,"default_questions": (string)[],"description": string,"id": string,"name": string,"owned_by": string,"parent_experience": string,"photos": (string)[],"photos_id": (string)[],"primary_keyword": string,"primary_photo": string,"primary_photo_id": string,"primary_video": string,"primary_video_id": string,"status": string,"thumbnail_description": string,"updated_at": string,"url_slug": string
            }[]
                           },
"list_my_sessions":
{ Args: Record<PropertyKey, never>; Returns: {
              "created_at": string,"device": string,"id": string,"is_current": boolean,"last_used_at": string,"network": string,"second_factor": boolean,"user_agent": string
            }[]
                           },
"list_my_stories":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number }; Returns: unknown[]
                          SetofOptions: {
        from: "*"
        to: "story_cards"
        isOneToOne: false
        isSetofReturn: true
      } },
"list_orphaned_files":
{ Args: { "p_limit"?: number,"p_older_than"?: string }; Returns: {
              "bucket": string,"created_at": string,"path": string,"size_bytes": number
            }[]
                           },
"list_public_activities":
{ Args: { "p_after_created_at"?: string,"p_after_id"?: string,"p_after_order"?: number,"p_experience_id": string,"p_limit"?: number }; Returns: {
              "address": string,"created_at": string,"created_by": string,"description": string,"description_thumbnail": string,"experience_id": string,"highlights": (string)[],"hours": string,"id": string,"order_of_appearance": number,"photos": (string)[],"photos_id": (string)[],"primary_photo": string,"primary_photo_id": string,"status": string,"title": string,"updated_at": string
            }[]
                           },
"list_public_children":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number,"p_parent_id": string }; Returns: {
              "address": string,"created_at": string,"created_by": string,"default_questions": (string)[],"description": string,"id": string,"name": string,"owned_by": string,"owner": string,"parent_experience": string,"photos": (string)[],"photos_id": (string)[],"primary_keyword": string,"primary_photo": string,"primary_photo_id": string,"primary_video": string,"primary_video_id": string,"status": string,"thumbnail_description": string,"updated_at": string,"url_slug": string
            }[]
                           },
"list_public_experiences":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number }; Returns: {
              "address": string,"created_at": string,"created_by": string,"default_questions": (string)[],"description": string,"id": string,"name": string,"owned_by": string,"owner": string,"parent_experience": string,"photos": (string)[],"photos_id": (string)[],"primary_keyword": string,"primary_photo": string,"primary_photo_id": string,"primary_video": string,"primary_video_id": string,"status": string,"thumbnail_description": string,"updated_at": string,"url_slug": string
            }[]
                           },
"list_public_iconic_photos":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number }; Returns: {
              "created_at": string,"experience_id": string,"id": string,"media": (string)[],"media_id": string,"name": string,"text": string,"tips": Json,"type": string,"updated_at": string,"url": string
            }[]
                           },
"list_public_locations":
{ Args: { "p_after_created_at"?: string,"p_after_id"?: string,"p_after_order"?: number,"p_experience_id": string,"p_limit"?: number }; Returns: {
              "created_at": string,"created_by": string,"description": string,"description_thumbnail": string,"experience_id": string,"hours": string,"id": string,"order_of_appearance": number,"photos": (string)[],"primary_photo": string,"primary_photo_id": string,"status": string,"title": string,"updated_at": string
            }[]
                           },
"list_public_stories":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number }; Returns: unknown[]
                          SetofOptions: {
        from: "*"
        to: "story_cards"
        isOneToOne: false
        isSetofReturn: true
      } },
"list_records_without_file":
{ Args: { "p_limit"?: number }; Returns: {
              "bucket": string,"id": string,"path": string
            }[]
                           },
"list_rewards":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_challenge_id"?: string,"p_limit"?: number }; Returns: {
              "amount": string,"challenge_id": string,"created_at": string,"created_by": string,"description": string,"effective_from": string,"expired_at": string,"id": string,"name": string,"reward_type": string,"status": string
            }[]
                           },
"list_story_comments":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number,"p_story_id": string }; Returns: unknown[]
                          SetofOptions: {
        from: "*"
        to: "comment_cards"
        isOneToOne: false
        isSetofReturn: true
      } },
"list_team":
{ Args: { "p_company_id": string }; Returns: {
              "email": string,"id": string,"is_owner": boolean,"joined_at": string,"last_active_at": string,"name": string,"role": string,"username": string
            }[]
                           },
"list_told_visits":
{ Args: { "p_before_created_at"?: string,"p_before_id"?: string,"p_limit"?: number }; Returns: {
              "created_at": string,"experience_id": string
            }[]
                           },
"list_withdrawn_links":
{ Args: { "p_limit"?: number }; Returns: {
              "bucket": string,"media_id": string,"old_path": string,"path": string
            }[]
                           },
"mailable_addresses":
{ Args: { "p_emails": (string)[] }; Returns: string[]
                           },
"metric_activation":
{ Args: { "p_from"?: string,"p_to"?: string }; Returns: {
              "activated": number,"companies": number
            }[]
                           },
"metric_brought_here":
{ Args: { "p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "brought_here": number
            }[]
                           },
"metric_completion":
{ Args: { "p_by"?: string,"p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "challenge_id": string,"finished": number,"median_seconds": number,"starts": number
            }[]
                           },
"metric_engagement":
{ Args: { "p_by"?: string,"p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "comments": number,"day": string,"engagement": number,"experience_id": string,"likes": number,"shares": number,"story_id": string
            }[]
                           },
"metric_engagement_per_story":
{ Args: { "p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "reactions": number,"stories": number
            }[]
                           },
"metric_experiences":
{ Args: { "p_company_ids": (string)[] }; Returns: {
              "active": number,"experiences": number,"inactive": number,"internal": number
            }[]
                           },
"metric_explorers":
{ Args: { "p_by"?: string,"p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "day": string,"experience_id": string,"explorers": number,"returning_explorers": number
            }[]
                           },
"metric_redemption":
{ Args: { "p_by"?: string,"p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "challenge_id": string,"expired": number,"granted": number,"outstanding": number,"redeemed": number,"settled": number,"voided": number
            }[]
                           },
"metric_registrations":
{ Args: { "p_by"?: string,"p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "day": string,"experience_id": string,"registrations": number
            }[]
                           },
"metric_sources":
{ Args: { "p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "openings": number,"placement": string,"source": string
            }[]
                           },
"metric_step_reach":
{ Args: { "p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "challenge_id": string,"position": number,"reached": number,"starts": number,"step_id": string
            }[]
                           },
"metric_stories":
{ Args: { "p_by"?: string,"p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "day": string,"experience_id": string,"photos": number,"stories": number,"storytellers": number
            }[]
                           },
"metric_story_rate":
{ Args: { "p_by"?: string,"p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "experience_id": string,"told": number,"visits": number
            }[]
                           },
"metric_views":
{ Args: { "p_by"?: string,"p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "day": string,"experience_id": string,"viewers": number,"views": number
            }[]
                           },
"metric_visit_rate":
{ Args: { "p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "openers": number,"visited": number
            }[]
                           },
"metric_visits":
{ Args: { "p_by"?: string,"p_company_ids": (string)[],"p_from"?: string,"p_to"?: string }; Returns: {
              "day": string,"experience_id": string,"verified_visits": number,"visitors": number,"visits": number
            }[]
                           },
"move_withdrawn_file":
{ Args: { "p_media_id": string,"p_old_path": string,"p_path": string,"p_url": string }; Returns: boolean
                           },
"my_companies":
{ Args: Record<PropertyKey, never>; Returns: {
              "created_at": string,"id": string,"is_owner": boolean,"logo_url": string,"name": string,"role": string,"slogan": string
            }[]
                           },
"my_weekly_summary":
{ Args: { "p_company_id": string }; Returns: boolean
                           },
"needs_second_factor":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"note_sign_in":
{ Args: { "p_browser"?: string,"p_country"?: string,"p_dashboard"?: boolean,"p_mark"?: string,"p_network"?: string,"p_system"?: string,"p_user_agent"?: string }; Returns: string
                           },
"queue_weekly_summaries":
{ Args: { "p_at"?: string,"p_companies"?: number,"p_longest"?: string }; Returns: {
              "companies": number,"failures": number,"is_more": boolean,"mails": number
            }[]
                           },
"record_deliveries":
{ Args: { "p_deliveries": Json }; Returns: {
              "id": string,"status": string
            }[]
                           },
"record_events":
{ Args: { "p_events": Json }; Returns: number
                           },
"record_upload_part":
{ Args: { "p_part": number,"p_sha256": string,"p_size": number,"p_upload_id": string }; Returns: Json
                           },
"redeem_reward":
{ Args: { "p_code": string }; Returns: {
              "code": string,
"expires_at": string | null,
"granted_at": string,
"id": string,
"participation_id": string,
"redeemed_at": string | null,
"redeemed_by": string | null,
"reward_id": string,
"updated_at": string | null,
"void_reason": string | null,
"voided_at": string | null,
"voided_by": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "reward_grants"
        isOneToOne: false
        isSetofReturn: true
      } },
"register_visitor":
{ Args: { "p_company_id"?: string,"p_email": string,"p_experience_id"?: string,"p_language"?: string }; Returns: {
              "company_id": string,"greet": boolean,"visitor_id": string
            }[]
                           },
"release_idempotency_key":
{ Args: { "p_attempt": string,"p_key": string,"p_operation": string }; Returns: undefined
                           },
"release_upload":
{ Args: { "p_upload_id": string }; Returns: undefined
                           },
"remove_member":
{ Args: { "p_company_id": string,"p_member_id": string,"p_role"?: string }; Returns: {
              "company_id": string,
"created_at": string,
"id": string,
"is_deleted": boolean,
"member_id": string,
"role": string,
"updated_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "company_members"
        isOneToOne: false
        isSetofReturn: true
      } },
"replace_media_everywhere":
{ Args: { "p_new_id": string,"p_old_id": string }; Returns: number
                           },
"replace_recovery_codes":
{ Args: { "p_codes": (string)[],"p_user_id": string }; Returns: undefined
                           },
"restore_invitation":
{ Args: { "p_id": string }; Returns: {
              "email": string,"id": string
            }[]
                           },
"revoke_invitation":
{ Args: { "p_id": string }; Returns: {
              "email": string,"id": string
            }[]
                           },
"rewind_thread":
{ Args: { "p_message": string,"p_thread": string }; Returns: number
                           },
"search_content":
{ Args: { "p_address"?: string,"p_company"?: string,"p_kinds"?: (string)[],"p_latitude"?: number,"p_limit"?: number,"p_longitude"?: number,"p_min_coverage"?: number,"p_query"?: string,"p_radius_km"?: number }; Returns: {
              "address": string,"body": string,"company_id": string,"coverage": number,"distance_km": number,"experience_id": string,"experience_name": string,"id": string,"kind": string,"language": string,"latitude": number,"longitude": number,"photo": string,"score": number,"title": string
            }[]
                           },
"search_content_hybrid":
{ Args: { "p_address"?: string,"p_company"?: string,"p_kinds"?: (string)[],"p_latitude"?: number,"p_limit"?: number,"p_longitude"?: number,"p_min_coverage"?: number,"p_min_similarity"?: number,"p_model": string,"p_query": string,"p_radius_km"?: number,"p_vector": string }; Returns: {
              "address": string,"body": string,"company_id": string,"coverage": number,"distance_km": number,"experience_id": string,"experience_name": string,"id": string,"kind": string,"language": string,"latitude": number,"longitude": number,"photo": string,"score": number,"title": string
            }[]
                           },
"search_vectors_missing":
{ Args: { "p_limit": number,"p_model": string }; Returns: {
              "content": string,"id": number
            }[]
                           },
"set_my_avatar":
{ Args: { "p_business": boolean,"p_url": string }; Returns: string
                           },
"set_my_weekly_summary":
{ Args: { "p_company_id": string,"p_on": boolean }; Returns: boolean
                           },
"show_my_avatar":
{ Args: { "p_media_id": string }; Returns: undefined
                           },
"start_challenge":
{ Args: { "p_challenge_id": string }; Returns: {
              "challenge_id": string,
"finished_at": string | null,
"id": string,
"is_test": boolean,
"started_at": string,
"updated_at": string | null,
"user_id": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "challenge_participations"
        isOneToOne: false
        isSetofReturn: true
      } },
"store_idempotent_answer":
{ Args: { "p_attempt": string,"p_body": string,"p_key": string,"p_operation": string,"p_status": number }; Returns: undefined
                           },
"team_names":
{ Args: { "p_company_id": string,"p_ids": (string)[] }; Returns: {
              "id": string,"name": string
            }[]
                           },
"tidy_mails":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"toggle_like":
{ Args: { "p_liked"?: boolean,"p_story_id": string }; Returns: {
              "like_id": string,"status": boolean
            }[]
                           },
"toggle_visit":
{ Args: { "p_experience_id": string,"p_is_visited"?: boolean }; Returns: {
              "created_at": string,"experience_id": string,"id": number,"is_visited": boolean,"user_id": string
            }[]
                           },
"transfer_company":
{ Args: { "p_company_id": string,"p_owner_id": string }; Returns: {
              "banner_media_id": string | null,
"city": string | null,
"country": string | null,
"created_at": string,
"created_by": string | null,
"description": string | null,
"editors": (string)[] | null,
"id": string,
"is_deleted": boolean,
"is_platform": boolean,
"logo_id": string | null,
"name": string,
"owned_by": string | null,
"slogan": string | null,
"time_zone": string,
"updated_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "company_accounts"
        isOneToOne: false
        isSetofReturn: true
      } },
"translations_of":
{ Args: { "p_experiences": (string)[],"p_language": string }; Returns: {
              "activity_id": string | null,
"address": string | null,
"created_at": string,
"default_questions": (string)[] | null,
"description": string | null,
"experience_id": string,
"highlights": (string)[] | null,
"id": string,
"language": string,
"name": string | null,
"owned_by": string | null,
"thumbnail_description": string | null,
"updated_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "experiences_activities_localizations"
        isOneToOne: false
        isSetofReturn: true
      } },
"undo_redemption":
{ Args: { "p_grant_id": string }; Returns: {
              "code": string,
"expires_at": string | null,
"granted_at": string,
"id": string,
"participation_id": string,
"redeemed_at": string | null,
"redeemed_by": string | null,
"reward_id": string,
"updated_at": string | null,
"void_reason": string | null,
"voided_at": string | null,
"voided_by": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "reward_grants"
        isOneToOne: false
        isSetofReturn: true
      } },
"update_my_account":
{ Args: { "p_business_name"?: string,"p_first_name": string,"p_language": string,"p_last_name": string }; Returns: undefined
                           },
"use_recovery_code":
{ Args: { "p_code": string }; Returns: (string)[]
                           },
"visit_state":
{ Args: { "p_experience_id": string }; Returns: {
              "is_visited": boolean
            }[]
                           },
"void_grant":
{ Args: { "p_grant_id": string,"p_reason"?: string }; Returns: {
              "code": string,
"expires_at": string | null,
"granted_at": string,
"id": string,
"participation_id": string,
"redeemed_at": string | null,
"redeemed_by": string | null,
"reward_id": string,
"updated_at": string | null,
"void_reason": string | null,
"voided_at": string | null,
"voided_by": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "reward_grants"
        isOneToOne: false
        isSetofReturn: true
      } },
"weekly_summary_by_link":
{ Args: { "p_company_id": string,"p_member_id": string,"p_on"?: boolean }; Returns: {
              "company_name": string,"is_on": boolean
            }[]
                           },
"write_mails":
{ Args: { "p_mails": Json }; Returns: {
              "attempts": number,
"batch": string,
"company_id": string | null,
"created_at": string,
"created_by": string | null,
"failure": string | null,
"give_up_at": string,
"id": string,
"invitation_id": string | null,
"is_secret": boolean,
"language": string,
"last_error": string | null,
"next_attempt_at": string,
"props": Json | null,
"provider_id": string | null,
"recipient": string,
"sent_at": string | null,
"status": string,
"template": string,
"updated_at": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "mail_outbox"
        isOneToOne: false
        isSetofReturn: true
      } }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
