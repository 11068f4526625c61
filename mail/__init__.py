"""The second channel: e-mail, in the words of the chat, for those whom the bot cannot reach.

Nothing is imported here: a service without e-mail pays nothing for it.
"""
