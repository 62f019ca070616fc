"""Writes the tickets in data/: made up from sentences by a fixed seed, so that nobody's words are in them."""

import csv
import random

OPENINGS = [
    "Hello,", "Hi there,", "Good morning,", "Dear support team,", "Hey,", "To whom it may concern,", "", "", "",
]
CLOSINGS = [
    "Thanks!", "Please help.", "Kind regards", "Can you look into this?", "I would like an answer soon.",
    "Thank you in advance.", "", "", "",
]
THINGS = [
    "the blue jacket", "my running shoes", "a pair of gloves", "the tent", "two sleeping bags", "the rain trousers",
    "a climbing rope", "the head lamp", "a water bottle", "the backpack", "my hiking boots", "the camping stove",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "last week", "ten days ago", "yesterday"]
CITIES = ["Leeds", "Porto", "Graz", "Lyon", "Turin", "Ghent", "Aarhus", "Brno", "Cork", "Malmö"]

TOPICS = {
    "delivery": [
        "I ordered {thing} on {day} and it has not arrived in {city} yet.",
        "The parcel with {thing} was left at a neighbour's who is on holiday until {day}.",
        "Tracking says that {thing} is in {city}, but I live somewhere else.",
        "Where is my order number {number}? It was promised for {day}.",
        "The courier in {city} did not ring and took {thing} back.",
    ],
    "returns": [
        "I want to send {thing} back because it is too small, how do I get a label?",
        "You received {thing} on {day} and I still wait for my money.",
        "Can I change {thing} for a larger size in your shop in {city}?",
        "The refund for order {number} is {amount} euros short.",
        "The return form does not accept order {number}.",
    ],
    "quality": [
        "After one trip from {city} the seam of {thing} came apart.",
        "The zip of {thing} was broken when I opened the box on {day}.",
        "I am not happy with {thing}, it looks different from the picture.",
        "{thing} leaks although it is sold as waterproof.",
        "A part of {thing} is missing, I only noticed in {city}.",
    ],
    "account": [
        "I can't change the address in my account, it still says {city}.",
        "The newsletter keeps coming since {day} although I left it.",
        "Please delete my account, my customer number is {number}.",
        "My voucher of {amount} euros is not accepted for {thing}.",
    ],
    "app": [
        "Since the update on {day} the app asks me to sign in again and again and then shows a blank screen.",
        "The new app crashes as soon as I tap the checkout button with {thing} in the cart.",
        "I never get the verification code that the app wants since {day}, so I can't log in.",
        "The app charged me twice for {thing}, {amount} euros each, and says payment failed.",
        "Your chatbot in the app does not understand order {number}, I want to talk to a person.",
    ],
}


def ticket(chance, shares):
    topic = chance.choices(list(shares), list(shares.values()))[0]
    sentences = [
        chance.choice(TOPICS[topic]).format(
            thing=chance.choice(THINGS),
            day=chance.choice(DAYS),
            city=chance.choice(CITIES),
            number=chance.randint(100_000, 999_999),
            amount=chance.randint(5, 180),
        )
    ]
    if chance.random() < 0.3:
        sentences.append("I already wrote on {}.".format(chance.choice(DAYS)))
    parts = [chance.choice(OPENINGS), *sentences, chance.choice(CLOSINGS)]
    return " ".join(part for part in parts if part), topic


def write(path, seed, rows, shares):
    chance = random.Random(seed)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["ticket", "text", "priority"])
        for number in range(rows):
            text, _ = ticket(chance, shares)
            out.writerow([f"T-{seed}{number:05}", text, chance.choices(["low", "normal", "high"], [3, 6, 1])[0]])


USUAL = {"delivery": 40, "returns": 30, "quality": 20, "account": 9, "app": 1}
RELEASE = {"delivery": 34, "returns": 25, "quality": 17, "account": 8, "app": 16}

if __name__ == "__main__":
    write("data/may.csv", 5, 1500, USUAL)
    write("data/june.csv", 6, 750, USUAL)
    write("data/release.csv", 7, 750, RELEASE)
