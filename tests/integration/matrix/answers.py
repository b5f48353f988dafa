"""What an answer brings, unpacked: its bytes as text, the files of an archive, its headers."""

import io
import zipfile


def told(answer):
    """Everything an answer brings, unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return body.decode("utf-8", "replace") + headers
