/**
 * Words of pages that are read before somebody has chosen a language: signing in and everything a
 * mail leads to. Pages are written in English, and each sentence is the key of its translation; a
 * page that follows puts its sentences here and asks `useWords` or `readerWords` for them.
 */
import { Children, createElement, Fragment, type ReactNode } from "react";
import { type MailLanguage, mailLanguage } from "@/lib/email/templates/context";

/** {names} stand for what is put in. */
export const vietnamese = {
  // Shared
  "About Travel Buddy": "Về Travel Buddy",
  "Every place has a story. Be the one who tells it first.":
    "Mỗi nơi đều có một câu chuyện. Hãy là người kể đầu tiên.",
  "Travel Buddy for tour companies, hotels and city offices.":
    "Travel Buddy dành cho công ty du lịch, khách sạn và cơ quan du lịch địa phương.",
  "E-mail": "E-mail",
  Password: "Mật khẩu",
  "Show password": "Hiện mật khẩu",
  "Your name": "Tên của bạn",
  "Sign in": "Đăng nhập",
  "Sign out": "Đăng xuất",
  "Go on": "Tiếp tục",
  "Try again": "Thử lại",
  "Six-digit code": "Mã sáu chữ số",
  "Go to the dashboard": "Đến bảng điều khiển",
  "Send a new one": "Gửi thư mới",
  "Open it from the mail once more. If that does not help, copy the whole link from the mail into the address bar.":
    "Hãy mở lại liên kết từ thư. Nếu vẫn không được, hãy chép toàn bộ liên kết trong thư vào thanh địa chỉ.",
  "This link is incomplete": "Liên kết này không đầy đủ",
  "You are still signed in. Try again in a moment.":
    "Bạn vẫn đang đăng nhập. Hãy thử lại sau giây lát.",

  // Invitation
  Invitation: "Lời mời",
  "The invitation did not load": "Không tải được lời mời",
  "Opening the invitation": "Đang mở lời mời",
  "This invitation is for another address": "Lời mời này dành cho địa chỉ khác",
  "Stay signed in": "Giữ nguyên đăng nhập",
  "{company} invited {invited}, and you are signed in as {email}. Only the invited address can accept: sign in with that one, or ask {inviter} to invite this one.":
    "{company} đã mời {invited}, còn bạn đang đăng nhập bằng {email}. Chỉ địa chỉ được mời mới có thể chấp nhận: hãy đăng nhập bằng địa chỉ đó, hoặc nhờ {inviter} mời địa chỉ này.",
  "whoever invited you": "người đã mời bạn",
  "Join {company}": "Tham gia {company}",
  "Accept invitation": "Chấp nhận lời mời",
  "You are signed in as {email}.": "Bạn đang đăng nhập bằng {email}.",
  "You have an account with this address. Sign in to accept.":
    "Bạn đã có tài khoản với địa chỉ này. Hãy đăng nhập để chấp nhận.",
  "You are new here: two lines, and you are in.": "Bạn mới đến đây: chỉ cần điền hai dòng là xong.",
  "{inviter} invites you to work with {company} on Travel Buddy as {role}: {may}":
    "{inviter} mời bạn làm việc cùng {company} trên Travel Buddy với vai trò {role}: {may}",
  "A colleague": "Một đồng nghiệp",
  "an admin": "quản trị viên",
  "an editor": "biên tập viên",
  "a member": "thành viên",
  "everything editors may, and the team, the settings and the company's log.":
    "mọi quyền của biên tập viên, cùng với đội ngũ, cài đặt và nhật ký của công ty.",
  "create, edit and publish experiences, media and challenges.":
    "tạo, chỉnh sửa và đăng trải nghiệm, hình ảnh và thử thách.",
  "see everything of the company, confirm check-ins and redeem rewards.":
    "xem mọi thứ của công ty, xác nhận lượt ghé thăm và đổi phần thưởng.",
  "For {email}, until {date}.": "Dành cho {email}, đến ngày {date}.",
  "Welcome to {company}": "Chào mừng bạn đến với {company}",
  "You are part of the team now.": "Giờ bạn đã là thành viên của đội ngũ.",
  "This invitation has been used": "Lời mời này đã được dùng",
  "If you accepted it yourself there is nothing left to do: sign in and open the company.":
    "Nếu chính bạn đã chấp nhận thì không cần làm gì nữa: hãy đăng nhập và mở công ty.",
  "This invitation has been withdrawn": "Lời mời này đã bị thu hồi",
  "Perhaps there is a newer mail in your inbox: only the latest link works. Otherwise ask {inviter} for a new one.":
    "Có thể trong hộp thư của bạn có thư mới hơn: chỉ liên kết mới nhất dùng được. Nếu không, hãy xin {inviter} lời mời mới.",
  "This invitation has expired": "Lời mời này đã hết hạn",
  "A link works for seven days. Ask {inviter} for a new one.":
    "Mỗi liên kết dùng được trong bảy ngày. Hãy xin {inviter} lời mời mới.",
  "We do not know this invitation": "Chúng tôi không tìm thấy lời mời này",
  "The link may be cut short, or the company is no longer here. Open it from the mail once more, or ask {inviter}.":
    "Liên kết có thể bị cắt ngắn, hoặc công ty không còn ở đây. Hãy mở lại từ thư, hoặc hỏi {inviter}.",
  "It was for the team of {company}.": "Lời mời này vào đội ngũ của {company}.",
  "Go to your companies": "Đến các công ty của bạn",
  "Sign in as somebody else": "Đăng nhập bằng tài khoản khác",
  "As your colleagues see it.": "Đồng nghiệp sẽ thấy tên này.",
  "Choose a password": "Chọn mật khẩu",
  "Join the team": "Tham gia đội ngũ",
  "No password at hand? {another}; you come back here.":
    "Không nhớ mật khẩu? {another}; bạn sẽ quay lại đây.",
  "Sign in another way": "Đăng nhập cách khác",

  // Links in mails
  Confirm: "Xác nhận",
  "Confirm your address": "Xác nhận địa chỉ của bạn",
  "One press, and your account is ready.": "Chỉ một lần nhấn là tài khoản của bạn sẵn sàng.",
  "Confirm the address": "Xác nhận địa chỉ",
  "Almost there": "Sắp xong rồi",
  "One press, and you are in.": "Chỉ một lần nhấn là bạn vào được.",
  "Welcome back": "Chào mừng bạn trở lại",
  "A new password": "Mật khẩu mới",
  "The mail has shown that it is you. Next you choose the password.":
    "Thư đã cho thấy đó đúng là bạn. Tiếp theo, hãy chọn mật khẩu.",
  "Choose a new password": "Chọn mật khẩu mới",
  "Welcome to Travel Buddy": "Chào mừng bạn đến với Travel Buddy",
  "Somebody has made an account for you. Next you choose its password.":
    "Có người đã tạo tài khoản cho bạn. Tiếp theo, hãy chọn mật khẩu.",
  "Change of address": "Đổi địa chỉ",
  "Your account moves to the new address when both mailboxes have agreed.":
    "Tài khoản của bạn sẽ chuyển sang địa chỉ mới khi cả hai hộp thư đều đồng ý.",
  "Confirm the change": "Xác nhận thay đổi",
  "You are being taken back": "Đang đưa bạn trở lại",
  "One moment, please.": "Vui lòng chờ giây lát.",
  "One mailbox has agreed": "Một hộp thư đã đồng ý",
  "Now open the mail in the other one, and press its button, too. Until then everything stays as it is.":
    "Giờ hãy mở thư trong hộp thư còn lại và nhấn nút ở đó. Cho đến lúc ấy, mọi thứ vẫn giữ nguyên.",
  "Your address is changed": "Địa chỉ của bạn đã được đổi",
  "From now on you sign in with the new one, and our mails go there.":
    "Từ nay bạn đăng nhập bằng địa chỉ mới và thư của chúng tôi sẽ gửi đến đó.",
  "This address is in use": "Địa chỉ này đang được dùng",
  "It came to belong to another account before you confirmed it. Yours stays as it is.":
    "Địa chỉ đã thuộc về một tài khoản khác trước khi bạn xác nhận. Tài khoản của bạn giữ nguyên.",
  "This account is suspended": "Tài khoản này đã bị khóa",
  "Ask whoever runs this Travel Buddy what has happened.":
    "Hãy hỏi người quản lý Travel Buddy này xem đã có chuyện gì.",
  "This link no longer works": "Liên kết này không còn dùng được",
  "A link works once, for an hour, and only the newest mail’s. Perhaps it was opened before: then there is nothing left to do.":
    "Mỗi liên kết dùng được một lần, trong một giờ, và chỉ liên kết của thư mới nhất. Có thể liên kết đã được mở trước đó: khi ấy bạn không cần làm gì nữa.",
  "Send a new one from your account": "Gửi thư mới từ trang tài khoản",

  // Waiting for a mail
  "Check your mail": "Kiểm tra hộp thư",
  "On this machine no mail leaves. You find it in the {mailbox}.":
    "Máy này không gửi thư ra ngoài. Bạn sẽ thấy thư trong {mailbox}.",
  "local mailbox": "hộp thư cục bộ",
  "Nothing there after a few minutes? Look among the unwanted mails, or {other}.":
    "Sau vài phút vẫn chưa có gì? Hãy tìm trong thư rác, hoặc {other}.",
  "use another address": "dùng địa chỉ khác",
  "If {email} has an account, a mail with a link and a six-digit code is on its way there. Open the link, or type the code here.":
    "Nếu {email} có tài khoản, một thư kèm liên kết và mã sáu chữ số đang được gửi đến đó. Hãy mở liên kết hoặc nhập mã tại đây.",
  "If {email} has an account, a mail that signs you in is on its way there. Open its link, or type its code here.":
    "Nếu {email} có tài khoản, một thư giúp bạn đăng nhập đang được gửi đến đó. Hãy mở liên kết hoặc nhập mã tại đây.",
  "We have written to {email}. Open the link in the mail, or type its code here, and your account is ready. If you had one already, no mail comes: {signIn} instead.":
    "Chúng tôi đã gửi thư đến {email}. Hãy mở liên kết trong thư hoặc nhập mã tại đây là tài khoản của bạn sẵn sàng. Nếu bạn đã có tài khoản, sẽ không có thư nào: hãy {signIn}.",
  "sign in": "đăng nhập",
  "No mail is on its way": "Không có thư nào đang được gửi",
  "This page waits for a mail for an hour. Ask for a new one.":
    "Trang này chờ thư trong một giờ. Hãy yêu cầu thư mới.",
  "Sign in by mail": "Đăng nhập bằng thư",
  "Send it again in {seconds} s": "Gửi lại sau {seconds} giây",
  "Send it again": "Gửi lại",

  // Passwords
  "Ask for a new link": "Yêu cầu liên kết mới",
  "A link from the mail lets you choose a password within {minutes} minutes. Yours is older, or it was opened in another browser.":
    "Liên kết trong thư cho phép bạn chọn mật khẩu trong vòng {minutes} phút. Liên kết của bạn đã cũ, hoặc được mở trong trình duyệt khác.",
  "Send a new link": "Gửi liên kết mới",
  "Change it in your account": "Đổi trong trang tài khoản",
  "For {email}. Every other device is signed out.":
    "Cho {email}. Mọi thiết bị khác sẽ bị đăng xuất.",
  "New password": "Mật khẩu mới",
  "Save and go on": "Lưu và tiếp tục",
  "Forgot password": "Quên mật khẩu",
  "Tell us your address. The mail we send there lets you choose a new one.":
    "Hãy cho chúng tôi biết địa chỉ của bạn. Thư gửi đến đó sẽ cho phép bạn chọn mật khẩu mới.",
  "Back to your account": "Trở lại tài khoản",
  "It came back to you? {signIn}": "Bạn đã nhớ ra? {signIn}",
  "Send the link": "Gửi liên kết",
  "Send me a code": "Gửi mã cho tôi",

  // Signing in and up
  "Sign in to see who came by.": "Đăng nhập để xem ai đã ghé qua.",
  "Rather without a password? {code}": "Không muốn dùng mật khẩu? {code}",
  "Have a code sent to you": "Nhận mã qua thư",
  "New here? {signUp}": "Bạn mới đến đây? {signUp}",
  "Create a business account": "Tạo tài khoản doanh nghiệp",
  "Forgot it?": "Quên mật khẩu?",
  or: "hoặc",
  "Go on with {provider}": "Tiếp tục với {provider}",
  "No password needed: we send you a link and a six-digit code, and either signs you in.":
    "Không cần mật khẩu: chúng tôi gửi bạn một liên kết và mã sáu chữ số, dùng cái nào cũng được.",
  "Rather with your password? {signIn}": "Muốn dùng mật khẩu? {signIn}",
  "Create an account": "Tạo tài khoản",
  "Put your places on the map": "Đưa địa điểm của bạn lên bản đồ",
  "A business account is free. Your first experience is five minutes away.":
    "Tài khoản doanh nghiệp là miễn phí. Chỉ năm phút là có trải nghiệm đầu tiên.",
  "Already with us? {signIn}": "Đã có tài khoản? {signIn}",
  "Business name": "Tên doanh nghiệp",
  "As travellers know it. Companies and branches are added later.":
    "Tên mà du khách biết đến. Công ty và chi nhánh được thêm sau.",
  "Create account": "Tạo tài khoản",
  "You did not let us sign you in. Nothing has happened; try again, or sign in another way.":
    "Bạn chưa cho phép đăng nhập. Chưa có gì thay đổi; hãy thử lại hoặc đăng nhập cách khác.",
  "That took too long, or began in another browser. Please try once more.":
    "Việc này mất quá lâu hoặc bắt đầu ở trình duyệt khác. Vui lòng thử lại.",
  "There is no account with this address, and new ones are closed at the moment.":
    "Không có tài khoản nào với địa chỉ này, và hiện không mở tài khoản mới.",
  "The other site did not tell us a confirmed e-mail address, and we need one.":
    "Trang kia không cho chúng tôi biết địa chỉ e-mail đã xác nhận, mà chúng tôi cần địa chỉ đó.",
  "Signing in this way does not work at the moment. Use another way.":
    "Hiện không đăng nhập được bằng cách này. Hãy dùng cách khác.",

  // Second factor
  "Two-step verification": "Xác minh hai bước",
  "One more step": "Thêm một bước nữa",
  "Open your authenticator app and type the code it shows for {email}.":
    "Hãy mở ứng dụng xác thực và nhập mã hiển thị cho {email}.",
  App: "Ứng dụng",
  "No longer have the app? {recovery}": "Không còn ứng dụng nữa? {recovery}",
  "Use a recovery code": "Dùng mã khôi phục",
  "Lost your phone?": "Bạn mất điện thoại?",
  "A recovery code takes the app off {email} and signs you out everywhere else. Then you set up an app again.":
    "Mã khôi phục sẽ gỡ ứng dụng khỏi {email} và đăng xuất bạn ở mọi nơi khác. Sau đó bạn thiết lập lại ứng dụng.",
  "No recovery code either? Ask whoever runs this Travel Buddy to take the app off your account, or {app}.":
    "Cũng không có mã khôi phục? Hãy nhờ người quản lý Travel Buddy này gỡ ứng dụng khỏi tài khoản của bạn, hoặc {app}.",
  "use the app": "dùng ứng dụng",
  "Recovery code": "Mã khôi phục",
  "One of the ten you kept when you set up the app.":
    "Một trong mười mã bạn đã giữ khi thiết lập ứng dụng.",

  // What the server answers, and how good a password is
  "Check the marked field.": "Hãy kiểm tra ô được đánh dấu.",
  "Check the marked fields.": "Hãy kiểm tra các ô được đánh dấu.",
  "That did not get through. Nothing is lost: please try again.":
    "Yêu cầu chưa gửi được. Không có gì bị mất: vui lòng thử lại.",
  "Tell us your name.": "Hãy cho chúng tôi biết tên của bạn.",
  "This name is too long.": "Tên này quá dài.",
  "Tell us what the business is called.": "Hãy cho chúng tôi biết tên doanh nghiệp.",
  "Enter your e-mail address.": "Hãy nhập địa chỉ e-mail.",
  "This address is too long.": "Địa chỉ này quá dài.",
  "This does not look like an e-mail address.": "Đây có vẻ không phải địa chỉ e-mail.",
  "Enter your password.": "Hãy nhập mật khẩu.",
  "Enter the six digits.": "Hãy nhập sáu chữ số.",
  "A recovery code has sixteen letters and digits.": "Mã khôi phục gồm mười sáu chữ cái và chữ số.",
  "E-mail and password do not match.": "E-mail và mật khẩu không khớp.",
  "Check the password, or the address above.": "Hãy kiểm tra mật khẩu hoặc địa chỉ ở trên.",
  "This name is taken. Add your city, or how people call you.":
    "Tên này đã có người dùng. Hãy thêm tên thành phố hoặc cách mọi người gọi bạn.",
  "This address cannot be used for a new account.": "Không thể dùng địa chỉ này cho tài khoản mới.",
  "If it is yours, sign in instead.": "Nếu là của bạn, hãy đăng nhập.",
  "Check the e-mail address.": "Hãy kiểm tra địa chỉ e-mail.",
  "No mail can be sent there.": "Không gửi được thư đến đó.",
  "New accounts are closed at the moment.": "Hiện không mở tài khoản mới.",
  "Too many attempts. Wait a minute, then try again.":
    "Quá nhiều lần thử. Hãy chờ một phút rồi thử lại.",
  "This account is suspended.": "Tài khoản này đã bị khóa.",
  "You were signed out meanwhile. Sign in again.": "Bạn đã bị đăng xuất. Hãy đăng nhập lại.",
  "This code does not work.": "Mã này không dùng được.",
  "Check the digits. Only the code of the newest mail works, for one hour.":
    "Hãy kiểm tra các chữ số. Chỉ mã của thư mới nhất dùng được, trong một giờ.",
  "Type the code your app shows now; a new one comes every 30 seconds.":
    "Hãy nhập mã ứng dụng đang hiển thị; mã đổi mỗi 30 giây.",
  "Check it letter by letter. Each code works once.":
    "Hãy kiểm tra từng ký tự. Mỗi mã chỉ dùng được một lần.",
  "This page has been open for too long. Ask for a new mail.":
    "Trang này đã mở quá lâu. Hãy yêu cầu thư mới.",
  "A mail is on its way. Give it a minute.": "Thư đang được gửi. Hãy chờ một phút.",
  "Sent once more. Only the newest mail works.": "Đã gửi lại. Chỉ thư mới nhất dùng được.",
  "Choose another password.": "Hãy chọn mật khẩu khác.",
  "Choose a password.": "Hãy chọn mật khẩu.",
  "This one is too easy to guess.": "Mật khẩu này quá dễ đoán.",
  "Use at least 8 characters.": "Hãy dùng ít nhất 8 ký tự.",
  "This is longer than a password can be.": "Mật khẩu này quá dài.",
  "This is among the passwords that are tried first. Choose another one.":
    "Đây là một trong những mật khẩu bị thử đầu tiên. Hãy chọn mật khẩu khác.",
  "It is among the passwords that are tried first.":
    "Đây là một trong những mật khẩu bị thử đầu tiên.",
  "Too short": "Quá ngắn",
  "Too long": "Quá dài",
  "Too easy to guess": "Quá dễ đoán",
  Weak: "Yếu",
  Good: "Tốt",
  Strong: "Mạnh",
  "One more character.": "Thêm một ký tự nữa.",
  "One more word makes it strong.": "Thêm một từ nữa là mạnh.",
  "Make it longer: three or four words work well.": "Hãy dài hơn: ba hoặc bốn từ là tốt.",

  // The weekly summary's link
  "Weekly summary": "Bản tóm tắt hằng tuần",
  "The weekly summary": "Bản tóm tắt hằng tuần",
  "One moment…": "Xin chờ giây lát…",
  "We could not look it up.": "Chúng tôi chưa tra cứu được.",
  "There is nothing to turn off": "Không có gì để tắt",
  "This link belongs to no summary any more: whoever left a company gets none. If one still arrives, use the link in that mail.":
    "Liên kết này không còn thuộc về bản tóm tắt nào: ai đã rời công ty thì không nhận nữa. Nếu vẫn có thư đến, hãy dùng liên kết trong thư đó.",
  "Turn off the weekly summary?": "Tắt bản tóm tắt hằng tuần?",
  "Turn it off": "Tắt",
  "It brings you the figures of {company} on Monday mornings. Mails about your account and what colleagues write to you still come.":
    "Thư này gửi cho bạn số liệu của {company} vào sáng thứ Hai. Thư về tài khoản của bạn và thư đồng nghiệp viết cho bạn vẫn đến.",
  "The weekly summary is off": "Đã tắt bản tóm tắt hằng tuần",
  "Turn it on again": "Bật lại",
  "You get no more summaries of {company}. You can turn them on again here, or in the company’s settings.":
    "Bạn không nhận bản tóm tắt của {company} nữa. Bạn có thể bật lại tại đây hoặc trong phần cài đặt của công ty.",
} as const;

/** A sentence that has a translation. */
export type Sentence = keyof typeof vietnamese;

/** The sentence in a language. {names} in it are put in, elements among them. */
export interface Translate {
  (sentence: Sentence, values?: Record<string, string | number>): string;
  (sentence: Sentence, values: Record<string, ReactNode>): ReactNode;
}

const known = new Map<string, string>(Object.entries(vietnamese));

/** What a server said, in the reader's language as far as it is known there. */
export function said(language: MailLanguage, sentence: string): string {
  return (language === "vi" && known.get(sentence)) || sentence;
}

export function translator(language: MailLanguage): Translate {
  const translate = (sentence: Sentence, values: Record<string, ReactNode> = {}) => {
    const parts = said(language, sentence).split(/\{(\w+)\}/);
    const whole = parts.map((part, place) => (place % 2 ? values[part] : part));
    return whole.every((part) => typeof part === "string" || typeof part === "number")
      ? whole.join("")
      : createElement(Fragment, null, ...Children.toArray(whole));
  };
  return translate as Translate;
}

export { mailLanguage as pageLanguage };
export type PageLanguage = MailLanguage;
