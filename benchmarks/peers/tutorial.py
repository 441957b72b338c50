"""FastAPI with SQLModel, in the shape of its tutorial: models, link tables, response models.

Run in an environment of its own, with PEERS_DATABASE naming the database.
"""

import os
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlmodel import Field, Relationship, Session, SQLModel, col, create_engine, or_, select

engine = create_engine(
    f"sqlite:///{os.environ['PEERS_DATABASE']}", connect_args={"check_same_thread": False}
)
app = FastAPI()


class ArticleReference(SQLModel, table=True):
    """A citation."""

    __tablename__ = "article_reference"

    article_id: int = Field(foreign_key="article.id", primary_key=True)
    reference_id: int = Field(foreign_key="reference.id", primary_key=True)


class ArticleStudy(SQLModel, table=True):
    """A study that an article names."""

    __tablename__ = "article_study"

    article_id: int = Field(foreign_key="article.id", primary_key=True)
    study_id: int = Field(foreign_key="study.id", primary_key=True)


class ArticleTopic(SQLModel, table=True):
    """What an article is about."""

    __tablename__ = "article_topic"

    article_id: int = Field(foreign_key="article.id", primary_key=True)
    topic_id: int = Field(foreign_key="topic.id", primary_key=True)


class SectionBase(SQLModel):
    """A part of an article."""

    position: int
    anchor: str
    heading: str | None = None
    html: str


class Section(SectionBase, table=True):
    """A part of an article, as it is kept."""

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id")
    article: "Article" = Relationship(back_populates="sections")


class Reference(SQLModel, table=True):
    """A text that is cited."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str
    label: str
    title: str | None = None
    status: str
    url: str | None = None


class Study(SQLModel, table=True):
    """Research that was done."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str
    title: str
    design: str
    year: int | None = None


class Topic(SQLModel, table=True):
    """A condition or a modality."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str
    name: str
    kind: str


class ArticleBase(SQLModel):
    """What patients read."""

    slug: str
    title: str
    summary: str
    lang: str
    audience: str
    word_count: int
    review_state: str
    published_at: str
    updated_at: str


class Article(ArticleBase, table=True):
    """What patients read, as it is kept."""

    id: int | None = Field(default=None, primary_key=True)
    sections: list[Section] = Relationship(back_populates="article")
    references: list[Reference] = Relationship(link_model=ArticleReference)
    studies: list[Study] = Relationship(link_model=ArticleStudy)
    topics: list[Topic] = Relationship(link_model=ArticleTopic)


class ArticlePublic(ArticleBase):
    """An article in a list."""

    id: int


class ArticlePage(ArticlePublic):
    """An article with everything that it names."""

    sections: list[SectionBase] = []
    references: list[Reference] = []
    studies: list[Study] = []
    topics: list[Topic] = []


class Practitioner(SQLModel, table=True):
    """Who gives care."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str
    kind: str
    name: str
    summary: str
    city: str
    licence: str | None = None
    published_at: str
    updated_at: str


def get_session() -> Iterator[Session]:
    """Open a session for one request."""
    with Session(engine) as session:
        yield session


Sessions = Annotated[Session, Depends(get_session)]


@app.get("/articles/{slug}", response_model=ArticlePage)
def read_article(slug: str, session: Sessions) -> Article:
    """Answer with an article and everything that it names."""
    article = session.exec(select(Article).where(Article.slug == slug)).first()
    if article is None:
        raise HTTPException(status_code=404, detail="Article not found")
    return article


@app.get("/practitioners/{slug}")
def read_practitioner(slug: str, session: Sessions) -> Practitioner:
    """Answer with a practitioner."""
    statement = select(Practitioner).where(Practitioner.slug == slug)
    practitioner = session.exec(statement).first()
    if practitioner is None:
        raise HTTPException(status_code=404, detail="Practitioner not found")
    return practitioner


@app.get("/articles", response_model=list[ArticlePublic])
def read_articles(session: Sessions, offset: int = 0, limit: int = 20) -> list[Article]:
    """Answer with a page of articles, by title."""
    statement = select(Article).order_by(Article.title).offset(offset).limit(limit)
    return list(session.exec(statement).all())


@app.get("/search", response_model=list[ArticlePublic])
def search(session: Sessions, q: str, limit: int = 10) -> list[Article]:
    """Answer with articles whose title or summary holds a text."""
    holds = or_(col(Article.title).contains(q), col(Article.summary).contains(q))
    return list(session.exec(select(Article).where(holds).limit(limit)).all())
