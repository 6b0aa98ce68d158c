from tests.service import Service


def test_the_service_answers(service: Service) -> None:
    assert service.get("/en/now/gb/").status == 200
