#include "CPhoneNumber.h"

#include <phonenumbers/phonenumberutil.h>
#include <string>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

static const PhoneNumberUtil &library() {
    static const PhoneNumberUtil &instance = *PhoneNumberUtil::GetInstance();
    return instance;
}

// The number's digits with those of its country; empty for what is none.
static std::string digits_of(const std::string &text, const char *region, PhoneNumber *number) {
    if (library().Parse(text, region, number) != PhoneNumberUtil::NO_PARSING_ERROR
        || !library().IsPossibleNumber(*number))
        return "";
    // Italian numbers keep one zero in front; none has more.
    if (number->number_of_leading_zeros() > 1) return "";
    std::string national;
    library().GetNationalSignificantNumber(*number, &national);
    const std::string digits = std::to_string(number->country_code()) + national;
    return digits.size() > 17 ? "" : digits;
}

loam_phone loam_phone_read(const char *text, int length, const char *region) {
    PhoneNumber number;
    const std::string digits = digits_of(std::string(text, length), region, &number);
    if (digits.empty()) return {0, 0};
    // A zero too many in front is taken for part of the number once, and left out when the number is read again.
    if (number.italian_leading_zero()) {
        PhoneNumber again;
        if (digits_of("+" + digits, "ZZ", &again) != digits) return {0, 0};
    }
    const std::string &extension = number.extension();
    return {
        std::stoull(digits),
        extension.empty() || extension.size() > 9 ? 0u : static_cast<uint32_t>(std::stoul(extension)),
    };
}
