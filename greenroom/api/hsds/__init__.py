"""The edition in the Human Services Data Specification 3.1: plain dictionaries, ready to be written as JSON.

Everything is derived from a document and its history alone, never from the clock: the same document gives the same
bytes. What HSDS has no word for stands under `greenroom`, an extension that our profile describes.
"""
