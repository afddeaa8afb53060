#include "CPhoneNumber.h"

#include <phonenumbers/phonenumberutil.h>
#include <string>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

loam_phone loam_phone_read(const char *text, int length, const char *region) {
    static const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (library.Parse(std::string(text, length), region, &number) != PhoneNumberUtil::NO_PARSING_ERROR
        || !library.IsPossibleNumber(number))
        return {0, 0};
    // Italian numbers keep one zero in front; none has more.
    if (number.number_of_leading_zeros() > 1) return {0, 0};
    std::string national;
    library.GetNationalSignificantNumber(number, &national);
    const std::string digits = std::to_string(number.country_code()) + national;
    if (digits.size() > 17) return {0, 0};
    const std::string &extension = number.extension();
    return {
        std::stoull(digits),
        extension.empty() || extension.size() > 9 ? 0u : static_cast<uint32_t>(std::stoul(extension)),
    };
}
