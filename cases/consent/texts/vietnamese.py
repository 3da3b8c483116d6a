"""The sheet in Vietnamese."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

VIETNAMESE = SheetText(
    language="vie",
    code="vi",
    title="Những điều quý vị đồng ý",
    before=(
        "Quý vị là người quyết định. Mỗi câu hỏi được hỏi riêng. Quý vị có thể đồng ý câu này và không "
        "đồng ý câu khác.",
        "Dù quý vị trả lời thế nào, quý vị vẫn được giúp đỡ. Nói không thì không có hậu quả xấu nào. Quý "
        "vị có thể dành thời gian suy nghĩ và hỏi bất cứ điều gì.",
        "Quý vị có thể rút lại lời đồng ý bất cứ lúc nào, chỉ cần nói với bất kỳ ai trong chúng tôi, "
        "không cần nêu lý do. Việc đó có hiệu lực ngay từ lúc ấy.",
        "Những gì quý vị nói được giữ kín ở chỗ chúng tôi. Có những giới hạn: khi tính mạng của ai đó "
        "gặp nguy hiểm, khi một trẻ em gặp nguy hiểm, hoặc khi tòa án ra lệnh cho chúng tôi. Nếu có thể, "
        "chúng tôi sẽ nói với quý vị trước.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "Chúng tôi có được giúp quý vị theo cách chúng ta đã trao đổi không?",
            Kind.RECORD: "Chúng tôi có được ghi lại những gì cần cho việc này và cất giữ có khóa không?",
            Kind.CONTACT: "Chúng tôi có được liên lạc với quý vị, chỉ theo cách quý vị đã cho biết không?",
            Kind.SHARE: "Chúng tôi có được nói với riêng tổ chức này những gì quý vị cho phép, và không gì khác không?",
            Kind.AUTHORITY: "Chúng tôi có được nói về quý vị với riêng cơ quan này, chỉ một lần này không?",
            Kind.INTERPRETER: "Quý vị có đồng ý với người thông dịch này không?",
            Kind.HEALTH_SHARING: "Chúng tôi có được nói về sức khỏe của quý vị với riêng bác sĩ hoặc phòng khám "
            "này không?",
            Kind.FOLLOW_UP: "Sau này chúng tôi có được hỏi thăm quý vị không?",
            Kind.STATISTICS: "Chúng tôi có được tính quý vị vào các con số tổng cộng không nêu tên ai không?",
            Kind.RESEARCH: "Riêng nghiên cứu này có được dùng những gì quý vị cho phép không? Quý vị không được "
            "lợi và cũng không mất gì.",
            Kind.MEDIA: "Chúng tôi có được dùng riêng tấm ảnh, bản ghi hoặc câu chuyện này, chỉ cho mục đích này "
            "không? Hãy suy nghĩ bảy ngày. Những gì đã lên mạng thì không thể lấy lại.",
            Kind.CONFERENCE: "Chúng tôi có được nói về quý vị chỉ trong cuộc họp này, với những người này không?",
            Kind.TRANSFER: "Chúng tôi có được đưa những gì quý vị cho phép cho những người tiếp nhận quý vị ở "
            "nơi đó không?",
            Kind.RECORDING: "Chúng tôi có được ghi âm riêng cuộc nói chuyện này không?",
        }
    ),
    answers=("Có", "Không", "Tôi sẽ quyết định sau"),
    to_whom="Cho ai",
    until="Đến ngày",
    limits="Giới hạn của riêng tôi, theo lời của tôi",
    after=(
        "Quý vị có thể giữ tờ giấy này. Mang theo người có thể nguy hiểm: chúng tôi có thể giữ giúp quý vị.",
        "Quý vị có thể yêu cầu xem những gì đã ghi về mình, yêu cầu sửa lại, và hỏi ai đã xem.",
        "Quý vị có thể khiếu nại về chúng tôi. Chúng tôi cho biết cách làm và giúp quý vị nếu quý vị muốn.",
    ),
    signs=("Tên hoặc dấu", "Nhân viên", "Người thông dịch", "Ngày"),
)
