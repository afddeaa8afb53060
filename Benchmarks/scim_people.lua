-- Adds people to a SCIM server, each under a name of its own: wrk … -s scim_people.lua URL -- TOKEN MARK
local token, mark, thread, count = "", "", 0, 0

function setup(it)
    it:set("thread", thread)
    thread = thread + 1
end

function init(words)
    token, mark = words[1], words[2]
    wrk.method = "POST"
    wrk.headers["Authorization"] = "Bearer " .. token
    wrk.headers["Content-Type"] = "application/scim+json"
end

function request()
    count = count + 1
    local name = "wrk" .. mark .. "." .. thread .. "." .. count .. "@example.org"
    local body = '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"' .. name
        .. '","name":{"givenName":"Person","familyName":"' .. count .. '"},"emails":[{"value":"' .. name
        .. '","primary":true}],"active":true}'
    return wrk.format(nil, nil, nil, body)
end
