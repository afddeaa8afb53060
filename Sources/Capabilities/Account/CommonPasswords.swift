/// The passwords that attackers try first: those of twelve characters and more as they are, and the words that become one
/// by digits and signs at their ends. In lower case, sorted.
enum CommonPasswords {
    static let all: Set<String> = [
        "000000000000", "0123456789ab", "111111111111", "112233445566", "121212121212", "123123123123", "123412341234",
        "123456123456", "123456789012", "1234567890123", "12345678901234", "123456789abc", "123456789qwe",
        "123456qwerty",
        "123qweasdzxc", "147258369147", "159357159357", "159753159753", "1q2w3e4r5t6y", "1q2w3e4r5t6y7u8i",
        "1qaz2wsx3edc",
        "1qaz2wsx3edc4rfv", "1qazxsw23edc", "987654321098", "999999999999", "abc123abc123", "abcd1234abcd",
        "abcdefgh1234",
        "abcdefghijkl", "access", "administrator", "administrator1", "alexander", "asdfasdfasdf", "asdfghjkl",
        "asdfghjklqwe",
        "baseball", "basketball", "batman", "businessbusiness", "butterfly", "changeme", "changemeplease",
        "changemenow",
        "charlie", "chocolate", "christopher", "computer", "correcthorsebatterystaple", "default", "dragon", "elephant",
        "football", "freedom", "geheim", "hallohallo", "hallohallohallo", "hellohello", "hellohellohello", "hello",
        "hunter", "iloveyou", "iloveyouforever", "iloveyousomuch", "internet", "jennifer", "jordan", "letmein",
        "letmeinletmein", "letmeinnow", "letmeinplease", "liverpool", "lovelovelove", "loveyouforever", "manchester",
        "manchesterunited", "master", "michael", "michelle", "monkey", "mustang", "mypassword", "mysecretpassword",
        "nothing",
        "passw0rd", "passw0rdpassw0rd", "passwort", "passwort1234", "password", "password1password", "passwordpassword",
        "p@ssw0rd", "p@ssword", "pa$$w0rd", "pa$$word", "pass", "passpasspass", "princess", "q1w2e3r4t5y6", "qazwsx",
        "qazwsxedcrfv", "qwer1234qwer", "qwerasdfzxcv", "qwertyqwerty", "qwerty", "qwertyasdfgh", "qwertyui",
        "qwertyuiop",
        "qwertyuiopasdfghjkl", "qwertz", "qwertzuiop", "root", "salesforce", "samsung", "secret", "secretpassword",
        "shadow", "soccer", "starwars", "summer", "sunshine", "superman", "superadmin", "test", "testtest",
        "testtesttest",
        "testingtesting", "thisismypassword", "trustno", "trustnoone", "unbelievable", "welcome", "welcomehome",
        "welcometo", "welcomewelcome", "whatever", "winter", "zaq12wsxcde3", "zxcvbnm", "zxcvbnmasdfghjkl",
    ]
}
