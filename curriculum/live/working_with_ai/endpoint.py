"""Any endpoint that speaks OpenAI's chat format, where the environment names one; nothing is sent otherwise.

`ACADEMY_LLM_URL` (up to `/v1`), `ACADEMY_LLM_MODEL`, and `ACADEMY_LLM_KEY` if it wants one. For trying only: no point
of the course depends on what it says.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from simulations.language import _

TIMEOUT_SECONDS = 20.0
LARGEST = 200_000  # bytes of an answer


class NoAnswer(Exception):
    """The endpoint did not answer; the message is for a person."""


@dataclass(frozen=True)
class Endpoint:
    """Where to ask, which model, and the key, which no message and no picture shows."""

    url: str
    model: str
    key: str = field(default="", repr=False)

    def ask(self, prompt: str, timeout_seconds: float = TIMEOUT_SECONDS) -> str:
        """The model's answer to a prompt.

        Raises
        ------
        NoAnswer
            If there is none in time, or none that can be read.
        """
        told = {"model": self.model, "messages": [{"role": "user", "content": prompt}]}
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        address = f"{self.url.rstrip('/')}/chat/completions"
        try:
            request = Request(address, json.dumps(told).encode(), headers)
            with urlopen(request, timeout=timeout_seconds) as answer:
                read = json.loads(answer.read(LARGEST))
            text = read["choices"][0]["message"]["content"]
        except HTTPError as error:
            raise NoAnswer(_("The endpoint refused: HTTP {code}.").format(code=error.code)) from error
        except TimeoutError as error:
            raise NoAnswer(_("No answer within {n:g} seconds.").format(n=timeout_seconds)) from error
        except (URLError, HTTPException, OSError) as error:
            raise NoAnswer(_("The endpoint cannot be reached.")) from error
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise NoAnswer(_("The endpoint answered something that cannot be read.")) from error
        if not isinstance(text, str) or not text.strip():
            raise NoAnswer(_("The endpoint answered nothing."))
        return text.strip()


def configured(environment: Mapping[str, str] = os.environ) -> Endpoint | None:
    """The endpoint that the environment names; None without one."""
    url, model = environment.get("ACADEMY_LLM_URL", ""), environment.get("ACADEMY_LLM_MODEL", "")
    if not url.startswith(("http://", "https://")) or not model:
        return None
    return Endpoint(url, model, environment.get("ACADEMY_LLM_KEY", ""))
