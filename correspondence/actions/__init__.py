"""The one door for changes to what leaves the house. Each action is one transaction.

recipients   where and how a body is written to
letters      draft, change, hand over, approve, send back, take back, void
numbers      the number, the frozen letter, the sealed inputs: one transaction
signing      print, the signed scan compared, confirmed; approval without paper
earlier      what was handed in before or outside this program
dispatching  by e-mail through the outbox, by post and by hand with a proof
replies      what came back: stored once, a class for each case
meetings     visits to a body and of its people, for many cases at once
followup     the next letter to a body that is silent
"""
