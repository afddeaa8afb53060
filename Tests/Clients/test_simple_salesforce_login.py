"""The ways in which simple-salesforce signs in, at the addresses that it has built in."""
import pytest
from simple_salesforce import Salesforce
from simple_salesforce.exceptions import SalesforceAuthenticationFailed, SalesforceExpiredSession

USERS = "SELECT Id FROM User LIMIT 1"


def test_it_signs_in_by_password_over_soap(sandbox):
    sf = Salesforce(username=sandbox.username, password=sandbox.password, security_token=sandbox.security_token)
    assert sf.query(USERS)["totalSize"] == 1


def test_it_signs_in_at_the_address_of_test_orgs(sandbox):
    sf = Salesforce(username=sandbox.username, password=sandbox.password, security_token=sandbox.security_token,
                    domain="test")
    assert sf.query(USERS)["totalSize"] == 1


def test_a_wrong_password_is_refused_over_soap(sandbox):
    with pytest.raises(SalesforceAuthenticationFailed) as error:
        Salesforce(username=sandbox.username, password="not it", security_token="")
    assert error.value.code == "INVALID_LOGIN"


def test_soap_sign_in_is_gone_from_the_newest_versions(sandbox):
    with pytest.raises(SalesforceAuthenticationFailed) as error:
        Salesforce(username=sandbox.username, password=sandbox.password, security_token=sandbox.security_token,
                   version="65.0")
    assert error.value.code == "UNSUPPORTED_API_VERSION"


def test_it_signs_in_with_the_key_and_secret_of_an_app(sandbox):
    sf = Salesforce(username=sandbox.username, password=sandbox.password + sandbox.security_token,
                    consumer_key=sandbox.consumer_key, consumer_secret=sandbox.consumer_secret)
    assert sf.query(USERS)["totalSize"] == 1


def test_a_wrong_secret_is_refused(sandbox):
    with pytest.raises(SalesforceAuthenticationFailed) as error:
        Salesforce(username=sandbox.username, password=sandbox.password + sandbox.security_token,
                   consumer_key=sandbox.consumer_key, consumer_secret="not it")
    assert error.value.code in ("invalid_client", "invalid_client_id", "invalid_grant")


def test_it_signs_in_with_a_signed_statement(sandbox):
    sf = Salesforce(username=sandbox.username, consumer_key=sandbox.consumer_key, privatekey=sandbox.private_key)
    assert sf.query(USERS)["totalSize"] == 1


def test_a_statement_signed_with_another_key_is_refused(sandbox, stranger_key):
    with pytest.raises(SalesforceAuthenticationFailed) as error:
        Salesforce(username=sandbox.username, consumer_key=sandbox.consumer_key, privatekey=stranger_key)
    assert error.value.code == "invalid_grant"


def test_it_goes_on_with_a_session_that_is_there(sandbox):
    assert Salesforce(instance_url=sandbox.url, session_id=sandbox.session).query(USERS)["totalSize"] == 1


def test_a_session_that_is_not_there_is_expired(sandbox):
    stranger = Salesforce(instance_url=sandbox.url, session_id="00D000000000001!nonsense")
    with pytest.raises(SalesforceExpiredSession) as error:
        stranger.query(USERS)
    assert error.value.content[0] == {"message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"}


@pytest.mark.parametrize("version", ["31.0", "45.0", "59.0", "67.0"])
def test_every_version_answers_in_its_own_name(sandbox, version):
    sf = Salesforce(instance_url=sandbox.url, session_id=sandbox.session, version=version)
    row = sf.query(USERS)["records"][0]
    assert row["attributes"]["url"].startswith(f"/services/data/v{version}/sobjects/User/")


def test_it_reads_who_is_signed_in(sf):
    who = sf.oauth2("userinfo")
    assert who["user_id"].startswith("005") and who["organization_id"].startswith("00D")
