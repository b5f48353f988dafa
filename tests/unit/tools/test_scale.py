"""`tools/scale.py` says what it did with the data."""

from tools import scale


def at(folder, monkeypatch):
    data = folder / "data"
    data.mkdir()
    home = folder / "home"
    home.write_text(str(data))
    monkeypatch.setattr(scale, "HOME", home)
    monkeypatch.setattr(scale, "STATE", folder / "state.json")
    return data


def test_stopping_keeps_the_data_and_says_so(tmp_path, monkeypatch, capsys):
    data = at(tmp_path, monkeypatch)
    assert scale.main(["down"]) == 0
    assert data.is_dir() and "The data stays" in capsys.readouterr().out


def test_clearing_removes_the_data_and_does_not_say_that_they_stay(tmp_path, monkeypatch, capsys):
    data = at(tmp_path, monkeypatch)
    assert scale.main(["clear"]) == 0
    said = capsys.readouterr().out
    assert not data.exists() and "removed" in said and "stays" not in said
